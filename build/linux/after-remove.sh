#!/bin/bash
# Run by dpkg and rpm as root after the files are gone. What people keep in their home folders is theirs and stays.

# At an upgrade the new version is in place already, and what follows would take its parts away: dpkg says so with a word, rpm with
# how many versions are left.
case "$1" in
    upgrade | failed-upgrade | abort-* | disappear | [1-9]*) exit 0 ;;
esac

update-alternatives --remove '${executable}' '/opt/${sanitizedProductName}/${executable}' 2>/dev/null ||
    rm -f '/usr/bin/${executable}'

if [ -f '/etc/apparmor.d/${executable}' ]; then
    if apparmor_status --enabled >/dev/null 2>&1 && ! { [ -x /usr/bin/ischroot ] && /usr/bin/ischroot; }; then
        apparmor_parser --remove '/etc/apparmor.d/${executable}' || true
    fi
    rm -f '/etc/apparmor.d/${executable}'
fi

if hash update-mime-database 2>/dev/null; then update-mime-database /usr/share/mime || true; fi
if hash update-desktop-database 2>/dev/null; then update-desktop-database -q /usr/share/applications || true; fi
if hash gtk-update-icon-cache 2>/dev/null; then gtk-update-icon-cache -q -f -t /usr/share/icons/hicolor || true; fi
exit 0
