import { Upload } from 'antd';
import { useTranslation } from 'react-i18next';
import { RoomHeading } from '../shell/room-heading.tsx';
import { usePageTitle } from '../shell/use-page-title.ts';
import { BundleCard } from './bundle-card.tsx';
import styles from './bundles-page.module.css';
import { useBundleImports } from './use-bundle-imports.ts';

/** Takes in what devices without a network wrote to sticks, and gives the receipts to carry back. */
export function BundlesPage() {
  const { t } = useTranslation();
  usePageTitle(t('bundles.title'));
  const { imports, add } = useBundleImports();
  return (
    <>
      <RoomHeading title={t('bundles.title')} />
      <p className={styles.intro}>{t('bundles.intro')}</p>
      <Upload.Dragger
        accept=".pjb"
        multiple
        showUploadList={false}
        beforeUpload={(file) => {
          add(file);
          return false;
        }}
      >
        <p className={styles.choose}>{t('bundles.choose')}</p>
        <p className={styles.hint}>{t('bundles.chooseHint')}</p>
      </Upload.Dragger>
      <div className={styles.imports}>
        {imports.map((bundle) => (
          <BundleCard key={bundle.id} bundle={bundle} />
        ))}
      </div>
    </>
  );
}
