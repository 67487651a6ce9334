#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Runs a test script of this folder inside the real GIMP, with the plug-in that was just built and a profile of its own:
# without a screen, or, for those about windows, with a virtual one.
# Usage: run-gimp.sh BUILD SYSTEM-PLUG-INS MODULE [SCREENSHOTS]. Exits 77 (skipped) where GIMP, its Python, the virtual
# screen or a language's data is missing.

set -euo pipefail
build=$1 system=$2 module=$3 screenshots=${4:-}
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)

skip() { echo "skipped: no $1"; exit 77; }

# first NAME…: the first of these programs that is there.
first() {
    local name
    for name in "$@"; do command -v "$name" && return; done
    return 1
}

[ -e "$system/python-eval" ] || skip "Python in GIMP"
python3 -c 'import gi; gi.require_version("Gimp", "3.0")' 2>/dev/null || skip "Python for GIMP 3"
# In another language, or on another screen, they are the cases of the same module.
if grep -q '^from screen import' "$here/$module.py" "$here/${module%_*}.py" 2>/dev/null; then
    gimp=$(first gimp gimp-3.0 gimp-3.2) || skip gimp
    for name in xvfb-run dbus-run-session openbox xdotool; do command -v "$name" >/dev/null || skip "$name"; done
    screen=1400x1000
    [[ $module != test_pages* && $module != test_screens* ]] || screen=1280x720
    [[ $module != *_double ]] || screen=2560x1440
    # shellcheck disable=SC2016  # for the inner shell
    command=(xvfb-run --auto-servernum --server-args "-screen 0 ${screen}x24" dbus-run-session --
        sh -c 'openbox & exec "$@"' sh "$gimp" --no-splash)
else
    console=$(first gimp-console gimp-console-3.0 gimp-console-3.2) || skip gimp-console
    command=("$console" --no-interface --console-messages)
fi

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
# shellcheck source=tests/plugin/profile.sh
. "$here/profile.sh"
make_profile "$scratch" "$build" "$system"
mkdir -p "$scratch/models/encoder-vgg19-slim" ${screenshots:+"$screenshots"}
"$build/tests/support/make-random-encoder" "$scratch/models/encoder-vgg19-slim/weights.safetensors"
for model in generator-dcgan-abstract:dcgan generator-grid:grid upscaler-paintings:upscaler; do
    mkdir "$scratch/models/${model%:*}"
    "$build/tests/support/make-random-generator" "$scratch/models/${model%:*}/weights.safetensors" "${model#*:}"
done

case $module in
    test_preview | test_drafts | test_screens* | test_pages* | test_region_page)
        mkdir "$scratch/models/decoder-arbitrary"
        "$build/tests/support/make-random-decoder" "$scratch/models/decoder-arbitrary/weights.safetensors"
        ;;
esac

# speak LOCALE: the command runs in that one.
speak() {
    mkdir "$scratch/locales"
    localedef --no-archive -i "$1" -f UTF-8 "$scratch/locales/$1.UTF-8" 2>/dev/null || skip "data for the locale $1"
    command=(env LOCPATH="$scratch/locales" LC_ALL="$1.UTF-8" "${command[@]}")
}

case $module in
    *_german) speak de_DE ;;
    *_french) speak fr_FR ;;
    *_spanish) speak es_ES ;;
    *_japanese) speak ja_JP ;;
    *_chinese) speak zh_CN ;;
    # GTK turns everything round for a language that the plug-in has a catalogue of, though there be no words in it.
    *_mirrored)
        speak ar_EG
        export NST_VARIANT=mirrored
        rm "$GIMP3_DIRECTORY/plug-ins/neural-style/locale"
        mkdir -p "$GIMP3_DIRECTORY/plug-ins/neural-style/locale/ar/LC_MESSAGES"
        printf '%s\n' 'msgid ""' 'msgstr "Content-Type: text/plain; charset=UTF-8\n"' |
            msgfmt --output-file "$GIMP3_DIRECTORY/plug-ins/neural-style/locale/ar/LC_MESSAGES/neural-style.mo" -
        ;;
    *_double)
        export GDK_SCALE=2 NST_VARIANT=double
        echo '(theme-color-scheme light)' >>"$GIMP3_DIRECTORY/gimprc"
        ;;
esac

# Where downloads come from in place of their publishers: the test says where, in this file.
[ "$module" != test_models ] || export NEURAL_STYLE_DOWNLOADS=$scratch/downloads

export NEURAL_STYLE_MODELS=$scratch/models NST_SCRATCH=$scratch NST_SCREENSHOTS=$screenshots NST_BUILD=$build
status=0
timeout 280 "${command[@]}" --no-data --batch-interpreter=python-fu-eval \
    --batch "import sys; sys.path.insert(0, '$here'); import harness; harness.run('$module')" --quit \
    </dev/null > >(tee "$scratch/output") 2>&1 || status=$?

if [ "$module" = test_quit ]; then
    [ "$status" -lt 124 ] || { echo "GIMP ended with $status"; exit 1; } # it hung, or crashed
    for _ in {1..300}; do [ ! -e "$scratch/verdict" ] || break; sleep 0.1; done # the process that watched has its verdict
fi
# refuse WHAT PATTERN: fails where the output says so.
refuse() {
    if grep --text --extended-regexp "$2" "$scratch/output" >"$scratch/complaints"; then
        echo "$1:"
        cat "$scratch/complaints"
        exit 1
    fi
}
refuse 'GIMP cannot write an argument down among the last values' "couldn't serialize"
# What the C library says when it finds that memory was taken apart under a thread, and libgimp when it ends so.
refuse 'A program crashed' 'corrupted|double free|free\(\): |malloc\(\): |Segmentation fault|Aborted'
# GIMP's own exit code says little about what a batch script did: the harness leaves a note.
[ "$(cat "$scratch/verdict" 2>/dev/null)" = passed ]
