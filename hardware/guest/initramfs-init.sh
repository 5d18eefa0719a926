#!/bin/busybox sh
# First program of the guest: loads its role's modules, goes over to the system disk.
export PATH=/bin
busybox mount -t proc proc /proc
busybox --install -s /bin
mount -t devtmpfs dev /dev
mount -t sysfs sys /sys
exec </dev/console >/dev/console 2>&1
for word in $(cat /proc/cmdline); do
  case $word in pingjia.role=*) role=${word#*=} ;; esac
done
for module in $(cat "/modules/$role"); do
  insmod "/modules/$module.ko" || echo "the module $module does not load"
done
until [ -b /dev/vda ]; do sleep 0.05; done
mount -t ext4 -o ro,noload /dev/vda /system
for folder in dev proc sys; do mount --move "/$folder" "/system/$folder"; done
exec switch_root /system /init
