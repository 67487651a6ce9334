#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Tests of ./dev that need neither network nor root rights: it is read for its functions, and what they call of the
# machine (apt, dpkg, df) is replaced by functions of the same names.

# Its variables come from dev, and its functions are called by names put together.
# shellcheck disable=SC1091,SC2030,SC2031,SC2034,SC2154,SC2317,SC2329
source "$(dirname "${BASH_SOURCE[0]}")/../../dev"

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
failures=0

# check NAME EXPECTED ACTUAL
check() {
    if [ "$2" = "$3" ]; then return; fi
    failures=$((failures + 1))
    printf 'FAILED: %s\n  expected: %s\n  actual:   %s\n' "$1" "$2" "$3"
}

# outcome COMMAND…: what it printed and its exit status, on one line. It runs as in dev, where an error ends the script.
outcome() {
    local text status
    set +e
    text=$(set -e; "$@" 2>&1)
    status=$?
    set -e
    printf '%s [%s]' "${text//$'\n'/ }" "$status"
}

yes_or_no() { if ("$@") >/dev/null 2>&1; then echo yes; else echo no; fi; }

# fake_root FOLDER STATE [PACKAGES]: what ./dev looks at in a root.
fake_root() {
    local package
    mkdir -p "$1/var/lib/dpkg/info" "$1/var/lib/dpkg/updates"
    echo "$2" >"$1/.neural-style"
    for package in "${@:3}"; do
        printf 'Package: %s\nStatus: install ok installed\nArchitecture: all\nMaintainer: x\nVersion: 1\nDescription: x\n\n' "$package"
    done >"$1/var/lib/dpkg/status"
}

test_commands() {
    check "help" "yes" "$(yes_or_no main help)"
    check "an unknown command" "dev: 'nix' is no command: ./dev help lists them. [1]" "$(outcome main nix)"
    check "run without a command" "dev: ./dev run needs a command to run. [1]" "$(outcome main run)"
}

test_a_root_is_used_only_when_complete() {
    release=debian-13
    root=$scratch/complete && fake_root "$root" "trixie complete" "${packages[@]}"
    check "a complete root" yes "$(yes_or_no root_ready)"
    check "another release" no "$(release=forky yes_or_no root_ready)"
    root=$scratch/unfinished && fake_root "$root" "trixie unfinished" "${packages[@]}"
    check "an unfinished root" no "$(yes_or_no root_ready)"
    root=$scratch/lacking && fake_root "$root" "trixie complete" "${packages[@]:1}"
    check "a root that lacks a package" "no ${packages[0]}" "$(yes_or_no root_ready) $(missing_packages "$root")"
    root=$scratch/none && mkdir -p "$root.making.1"
    check "a root in the making" no "$(yes_or_no root_ready)"
}

test_native_packages() {
    local gimp torch
    unset NEURAL_STYLE_RELEASE
    root=$scratch/none
    missing_packages() { echo gimp; }
    apt-cache() { printf '%s:\n  Installed: (none)\n  Candidate: %s\n' "$2" "$([[ $2 = libgimp* ]] && echo "$gimp" || echo "$torch")"; }
    compgen() { true; } # apt has package lists
    apt-get() { true; }
    gimp=3.0.4-3 torch=2.6.0+dfsg-7; check "Debian 13" yes "$(yes_or_no native_serves)"
    gimp=3.2.6-1 torch=2.14.1+dfsg-1; check "testing" yes "$(yes_or_no native_serves)"
    gimp='(none)' torch=1.13.1+dfsg-4; check "Debian 12" no "$(yes_or_no native_serves)"
    gimp=3.0.4-3 torch=2.5.1-1; check "an old LibTorch" no "$(yes_or_no native_serves)"
    gimp=3.0.4-3 torch=2.6.0-1; check "a release asked for" no "$(NEURAL_STYLE_RELEASE=forky yes_or_no native_serves)"
}

test_mirrors() {
    local known=http://a.example/debian
    release=debian-13
    unset NEURAL_STYLE_MIRROR
    apt-get() { printf "'%s/dists/bookworm/InRelease' x 0\n" http://b.example/ubuntu "$known" "$known" cdrom:; }
    check "addresses" "http://a.example/debian http://b.example/ubuntu" "$(apt_addresses | paste -sd ' ')"
    fetch() { [[ $1 = "$known"/dists/trixie* ]] || { echo '  404  Not Found [IP: ::1]'; false; }; }
    check "sources" "deb $known trixie main deb $known trixie-updates main deb $known trixie-security main [0]" "$(outcome find_sources)"
    fetch() { echo '  404  Not Found [IP: ::1]'; false; }
    check "no such release" "dev: There is no Debian trixie at http://a.example/debian http://b.example/ubuntu: set \
NEURAL_STYLE_MIRROR to the address of a mirror of Debian. [1]" "$(outcome find_sources)"
    fetch() { echo "  Temporary failure resolving 'a.example'"; false; }
    check "no network" "dev: No answer from http://x.example: connect to the network, or set NEURAL_STYLE_MIRROR to a \
mirror that answers. [1]" "$(NEURAL_STYLE_MIRROR=http://x.example outcome find_sources)"
    apt-get() { true; }
    check "no mirror" "dev: apt has no package source here: add a mirror of Debian to it, or set NEURAL_STYLE_MIRROR to \
the address of one. [1]" "$(outcome find_sources)"
}

test_refusals() {
    root=$scratch/disk/root
    df() { printf 'Avail\n  3999\n'; }
    check "a full disk" "dev: $scratch/disk has 3999 MB free of the 4000 MB that a root needs: make room, or set \
NEURAL_STYLE_ROOT to a folder on another disk. [1]" "$(outcome need_space)"
    need_namespaces() { true; }
    find_sources() { echo "deb http://a.example trixie main"; }
    release=debian-13 root=$scratch/foreign
    mkdir -p "$root" && touch "$root/precious"
    check "a folder of other things" "dev: $root holds something else than a root made by ./dev: set NEURAL_STYLE_ROOT to \
another folder. [1]" "$(outcome make_root)"
    check "it stays as it was" "precious" "$(ls "$root")"
    root=$scratch/other && fake_root "$root" "forky complete"
    check "a root of another release" "dev: $root holds another release of Debian: set NEURAL_STYLE_ROOT to another \
folder. [1]" "$(outcome make_root)"
}

test_totals() {
    local passed failed skipped result
    mkdir -p "$scratch/build/meson-logs"
    for result in OK OK EXPECTEDFAIL FAIL TIMEOUT ERROR UNEXPECTEDPASS INTERRUPT SKIP; do
        echo "{\"name\": \"x\", \"result\": \"$result\"}"
    done >"$scratch/build/meson-logs/testlog.json"
    passed=0 failed=0 skipped=0
    count "$scratch/build" 1
    check "totals" "3 passed, 5 failed, 1 skipped [1]" "$(outcome total)"
    passed=0 failed=0 skipped=0
    count "$scratch/nothing" 1
    check "a build that breaks off" "0 passed, 1 failed, 0 skipped [1]" "$(outcome total)"
    passed=0 failed=0 skipped=2
    check "nothing ran" "0 passed, 0 failed, 2 skipped [1]" "$(outcome total)"
    passed=2 failed=0 skipped=1
    check "all well" "2 passed, 0 failed, 1 skipped [0]" "$(outcome total)"
}

test_the_second_waits() {
    local holder
    exec 7>"$scratch/lock" 6>"$scratch/lock"
    flock 6
    { sleep 0.3; flock -u 6; } &
    holder=$!
    check "waiting" "dev: Another ./dev works on it: waiting for it. [0]" "$(outcome lock 7 it)"
    wait $holder
}

test_the_script_is_clean() {
    if command -v shellcheck >/dev/null; then
        check "shellcheck" "" "$(cd "$project" && shellcheck dev .ci/run tests/dev/*.sh)"
    fi
}

for test in $(declare -F | sed -n 's/^declare -f \(test_.*\)/\1/p' | grep -v '^test_all$'); do
    # In a shell of its own: what it replaces is gone after it.
    (failures=0; "$test"; exit "$failures") || failures=$((failures + 1))
done
[ $failures = 0 ] || { echo "$failures of the tests of ./dev failed."; exit 1; }
