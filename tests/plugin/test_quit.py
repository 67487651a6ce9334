# SPDX-License-Identifier: GPL-3.0-or-later
"""GIMP is quit while a picture is painted. This script is ended by that, too, so a process that GIMP does not know
watches from outside and writes the verdict."""

import os
import pathlib
import subprocess
import time

from gi.repository import Gimp

from harness import SCRATCH, case, new_image
from screen import close, image_window, last_style, press, remember, run_from_menu, screenshot, wait_for_window

# Arguments: GIMP's process, the plug-in's program, the file for the verdict.
WATCH = """
import os, pathlib, sys, time

def alive(process):
    try:
        return pathlib.Path('/proc', process, 'stat').read_text().rsplit(')', 1)[1].split()[0] != 'Z'
    except OSError:
        return False

def running(program):
    found = []
    for folder in pathlib.Path('/proc').glob('[0-9]*'):
        try:
            if os.readlink(folder / 'exe') == program and alive(folder.name):
                found.append(folder.name)
        except OSError:
            pass
    return found

gimp, program, verdict = sys.argv[1:]
assert running(program), 'the plug-in does not run'
print('watching', flush=True)
end = time.monotonic() + 30
while (alive(gimp) or running(program)) and time.monotonic() < end:
    time.sleep(0.1)
if alive(gimp):
    print('GIMP still runs', flush=True)
elif running(program):
    print('the plug-in still runs:', running(program), flush=True)
else:
    pathlib.Path(verdict).write_text('passed')
"""


@case
def quit_during_a_run():
    remember(**last_style(steps=5000))
    image, _ = new_image(size=(256, 192))
    Gimp.Display.new(image)
    image.clean_all()
    time.sleep(1)
    run_from_menu()
    dialog = wait_for_window('Neural Style')
    close(dialog, 'Return')
    wait_for_window('Neural Style', known=[dialog])
    time.sleep(1)
    program = pathlib.Path(os.environ['GIMP3_DIRECTORY'], 'plug-ins', 'neural-style', 'neural-style').resolve()
    watch = subprocess.Popen(['python3', '-c', WATCH, str(os.getppid()), str(program), str(SCRATCH / 'verdict')],
                             start_new_session=True, stdout=subprocess.PIPE)
    assert watch.stdout.readline(), 'nobody watches'
    press(image_window(), 'ctrl+q')
    time.sleep(3)
    screenshot('quit')
    time.sleep(30)
    raise AssertionError('GIMP did not end')
