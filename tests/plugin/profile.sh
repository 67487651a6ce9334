# shellcheck shell=bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced by the scripts that run GIMP in tests.

# make_profile FOLDER BUILD SYSTEM-PLUG-INS: a home for GIMP below FOLDER that knows the plug-in of the build folder
# BUILD and nothing of this user. Of the system's plug-ins it has only those that run scripts: looking at all of them
# takes ten seconds at the first start.
make_profile() {
    export HOME=$1/home GIMP3_DIRECTORY=$1/home/gimp
    export XDG_CONFIG_HOME=$HOME/config XDG_DATA_HOME=$HOME/data XDG_CACHE_HOME=$HOME/cache
    export PYTHONDONTWRITEBYTECODE=1 LC_ALL=C.UTF-8
    local plug_ins=$GIMP3_DIRECTORY/plug-ins name version
    mkdir -p "$plug_ins/neural-style" "$XDG_CONFIG_HOME" "$XDG_DATA_HOME" "$XDG_CACHE_HOME"
    for name in python-eval script-fu; do
        ln -s "$3/$name" "$plug_ins/$name"
    done
    # A copy, not a symbolic link: the plug-in looks for its engine, its icon and its catalogues beside itself.
    for name in neural-style neural-style-engine.so; do
        cp --link "$2/plugin/gimp/$name" "$plug_ins/neural-style/" 2>/dev/null ||
            cp "$2/plugin/gimp/$name" "$plug_ins/neural-style/"
    done
    ln -s "$2/po" "$plug_ins/neural-style/locale"
    ln -s "$(cd "$(dirname "${BASH_SOURCE[0]}")/../../data/help" && pwd -P)" "$plug_ins/neural-style/help"
    # The version of the profile: without it GIMP welcomes a new user.
    version=$("$(command -v gimp-console || command -v gimp)" --version | grep -o '[0-9.]*[0-9]' | head -n 1)
    cat >"$GIMP3_DIRECTORY/gimprc" <<END
(config-version "$version")
(plug-in-path "$plug_ins")
(check-updates no)
(show-welcome-dialog no)
(color-profile-policy keep)
END
    # A key for what a test shall start as a menu does.
    cat >"$GIMP3_DIRECTORY/shortcutsrc" <<END
(file-version 1)
(action "plug-in-neural-style" "<Primary>F9")
END
}
