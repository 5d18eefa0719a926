import type { Copy } from '../copy/copy.ts';
import { en } from '../copy/en.ts';

/** Enough Arabic to see the page from right to left; not a translation anybody approved, so it is not shipped. */
export const arabicSample: Copy = {
  ...en,
  name: 'العربية',
  grade: {
    ...en.grade,
    satisfaction: {
      very_satisfied: 'راضٍ جدًا',
      satisfied: 'راضٍ',
      basically_satisfied: 'راضٍ إلى حد ما',
      dissatisfied: 'غير راضٍ',
      very_dissatisfied: 'غير راضٍ إطلاقًا',
    },
  },
  header: { ...en.header, number: 'رقم {{number}}' },
  attract: { title: 'كيف كانت خدمتنا اليوم؟', hint: 'المس الشاشة للبدء', aside: 'اختياري تمامًا' },
  rating: { ...en.rating, title: 'كيف كانت خدمتنا اليوم؟', ticket: 'تذكرة {{ticket}}', left: 'بقي {{seconds}} ث' },
  thanks: {
    title: 'شكرًا لكم',
    chosen: 'تقييمكم: {{grade}}',
    change: 'تغيير التقييم',
    changeLeft: 'ممكن خلال {{seconds}} ث',
  },
  followUp: {
    good: 'ما الذي أعجبكم؟',
    fair: 'ماذا لاحظتم؟',
    bad: 'ما الذي لم يعجبكم؟',
    hint: 'اختياري، ويمكن اختيار أكثر من إجابة',
    done: 'تم',
    skip: 'تخطي',
    left: 'تُغلق خلال {{seconds}} ث',
  },
};
