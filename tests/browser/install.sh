#!/bin/sh
# What the browser tests need beside .venv: Chromium, a Chinese font, nginx. Installed where the system is Debian's and
# we may; else, or where it fails, the tests that need them are skipped and say so. Never fails, starts no service.
[ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || exit 0
PATH="$PATH:/usr/sbin"
wanted=
command -v chromium >/dev/null || wanted="$wanted chromium"
command -v nginx >/dev/null || wanted="$wanted nginx"
fc-list :lang=zh 2>/dev/null | grep -q . || wanted="$wanted fonts-wqy-zenhei"
[ -n "$wanted" ] || exit 0

echo "Installing for the browser tests:$wanted"
rule=/usr/sbin/policy-rc.d
if [ ! -e "$rule" ]; then
    trap 'rm -f "$rule"' EXIT
    printf '#!/bin/sh\nexit 101\n' >"$rule" && chmod +x "$rule"
fi
export DEBIAN_FRONTEND=noninteractive
timeout 120 apt-get update -qq >/dev/null 2>&1
for package in $wanted; do
    timeout 600 apt-get install -qq -y --no-install-recommends "$package" >/dev/null 2>&1 ||
        echo "Not installed: $package; the tests that need it are skipped"
done
exit 0
