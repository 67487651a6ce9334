# SPDX-License-Identifier: GPL-3.0-or-later
"""The window of models, what the dialog says where networks are missing, and Help, on a virtual screen."""

import hashlib
import os
import pathlib
import shutil
import subprocess
import sys
import time

from gi.repository import Gimp

sys.path.append(str(pathlib.Path(__file__).parent.parent / 'cli'))
from harness import MODELS, SCRATCH, case, new_image, procedure, told, without_engine  # noqa: E402
from model_server import Server  # noqa: E402
from screen import (User, accessible, close, heard, last_style, meet_an_error, press, press_until, remember, screenshot,
                    usable, wait_for_window, wait_until, windows, xdotool)  # noqa: E402
import screen  # noqa: E402
from vgg_file import vgg16  # noqa: E402

TITLE = 'Neural Style Models'
OWN = pathlib.Path(os.environ['XDG_DATA_HOME'], 'neural-style/models')
DOWNLOADS = pathlib.Path(os.environ['NEURAL_STYLE_DOWNLOADS'])
NO_DRAFTS = 'There are no drafts and no preview'


class Away:
    """Takes models away for a while."""

    def __init__(self, *models):
        self.models = models

    def __enter__(self):
        for model in self.models:
            (MODELS / model).rename(SCRATCH / model)

    def __exit__(self, *_):
        for model in self.models:
            (SCRATCH / model).rename(MODELS / model)


def offer(address, content, bytes_told=None):
    """VGG-16 comes from there."""
    DOWNLOADS.write_text(f'vgg16 {address} {hashlib.sha256(content).hexdigest()} {bytes_told or len(content)}\n')


DOWNLOADS.write_text('')
CONTENT = vgg16()


def in_dialog(user, end='Escape', **last):
    """What the painted layer remembers after `user` had the dialog, if the key `end` paints one."""
    remember(**last_style(steps=3, **last))
    image, _ = new_image()
    layer = screen.in_dialog(user, image, end)
    note = told(layer) if end != 'Escape' else None
    image.delete()
    return note


def in_window(actions):
    """Calls the procedure that shows the models alone."""
    found = procedure('plug-in-neural-style-models')
    config = found.create_config()
    config.set_property('run-mode', Gimp.RunMode.INTERACTIVE)
    user = User(lambda: actions(wait_for_window(TITLE)))
    result = found.run(config)
    user.check()
    assert result.index(0) == Gimp.PDBStatusType.SUCCESS, (result.index(0), result.length() > 1 and result.index(1))


def open_models(button='Models…'):
    accessible('press', button)
    return wait_for_window(TITLE)


def answer(question, button):
    accessible('said', question)
    accessible('press', button)
    accessible('unsaid', question)


def decline(question):
    accessible('said', question)
    press(xdotool('getactivewindow')[0], 'Escape')
    accessible('unsaid', question)


def begin_import():
    """Returns the window that asks for a file."""
    wait_until('models can be imported', lambda: usable('Import…'))
    accessible('press', 'Import…')
    return wait_for_window('Import a Model')


def choose_file(chooser, path):
    press(chooser, 'ctrl+l')
    xdotool('type', '--delay', '20', str(path))
    time.sleep(1)
    press_until(lambda: not windows('^Import a Model$'), chooser, 'Return')


def ask_to_download():
    wait_until('models can be downloaded', lambda: usable('Download VGG-16'))
    accessible('press', 'Download VGG-16')


def begin_download():
    ask_to_download()
    answer('Download VGG-16?', 'Download')


@case
def lists_what_is_installed():
    def user(window):
        names = accessible('names', 'Installed models')
        for name in ('Random', 'Looks at pictures', 'Generates styles', 'comes with Neural Style', str(MODELS)):
            assert any(name in each for each in names), (name, names)
        assert not any(each.startswith('Remove ') for each in names), 'what is not the user’s can be removed'
        names = accessible('names', 'Models that can be downloaded')
        assert 'VGG-19' in names and any('575 MB from download.pytorch.org' in name for name in names), names
        screenshot('models')
        close(window)

    in_window(user)


@case
def without_a_decoder_draft_is_grey_and_normal_works():
    def user(_):
        assert accessible('said', NO_DRAFTS)[0].count('decoder-arbitrary') == 1
        assert not usable('Draft') and usable('Normal')
        screenshot('dialog-without-decoder')

    note = in_dialog(user, 'alt+i')
    assert note['settings']['quality'] == 'normal', note


@case
def a_removed_decoder_is_known_at_once():
    OWN.mkdir(parents=True, exist_ok=True)
    subprocess.run([pathlib.Path(os.environ['NST_BUILD'], 'tests/support/make-random-decoder'),
                    SCRATCH / 'decoder.safetensors'], check=True)
    (OWN / 'decoder-arbitrary').mkdir()
    shutil.copy(SCRATCH / 'decoder.safetensors', OWN / 'decoder-arbitrary/weights.safetensors')

    def user(_):
        assert usable('Draft')
        accessible('unsaid', NO_DRAFTS)
        accessible('unsaid', 'Trained')
        window = open_models()
        accessible('press', 'Remove Random')
        decline('Remove “Random”?')
        assert (OWN / 'decoder-arbitrary').exists()
        accessible('press', 'Remove Random')
        accessible('said', 'Remove “Random”?')
        screenshot('models-remove')
        answer('Remove “Random”?', 'Remove')
        accessible('said', 'was removed')
        assert not any(OWN.iterdir()), list(OWN.iterdir())
        close(window)
        accessible('said', NO_DRAFTS)
        assert not usable('Draft')

    in_dialog(user)


@case
def without_a_generator_other_styles_work():
    def user(_):
        accessible('said', 'no network that generates styles is installed')
        screenshot('dialog-without-generator')
        assert not usable('Generator')

    with Away('generator-dcgan-abstract', 'generator-grid'):
        in_dialog(user, 'alt+i')


@case
def generators_and_trained_styles_that_come_are_known():
    """They are put where they belong while the window of models is open, as another program may do."""
    def user(_):
        accessible('said', 'no network that generates styles is installed')
        window = open_models('Show Models…')
        shutil.copytree(SCRATCH / 'generator-grid', OWN / 'generator-grid')
        shutil.copytree(SCRATCH / 'generator-grid', OWN / 'generator-other')
        (OWN / 'style-mine').mkdir()
        shutil.copy(SCRATCH / 'decoder.safetensors', OWN / 'style-mine/weights.safetensors')
        close(window)
        accessible('said', 'The generator “dcgan-abstract” is not installed')
        window = open_models()
        accessible('press', 'Remove Random grid')  # the first of the two
        answer('Remove “Random grid”?', 'Remove')
        accessible('said', 'was removed')
        close(window)
        assert usable('Generator')
        accessible('said', 'Trained')
        screenshot('dialog-other-generator')

    with Away('generator-dcgan-abstract', 'generator-grid'):
        in_dialog(user)
    shutil.rmtree(OWN)


@case
def variations_stay_when_the_models_were_looked_at():
    """The list of generators is filled anew then; this one is not the first in it."""
    def user(_):
        accessible('reach', 'Swatches', 12)
        accessible('press', 'Vary')
        wait_until('there is a way back', lambda: usable('Back'))
        close(open_models())
        assert usable('Back'), 'the way back is lost'
        accessible('select', 'Swatches', 3)
        assert accessible('selected', 'Swatches')[-1] == 'Swatch 12~3', accessible('selected', 'Swatches')

    in_dialog(user, style_generator='"grid"')


@case
def without_an_encoder_one_is_imported_and_used():
    def user(dialog):
        accessible('said', 'Nothing can be painted')
        screenshot('dialog-without-encoder')
        press_until(lambda: xdotool('getactivewindow') not in ([], [dialog]), dialog, 'alt+i')
        accessible('said', 'The model “encoder-vgg19-slim” is not installed')
        press(xdotool('getactivewindow')[0], 'Return')
        window = open_models('Show Models…')
        chooser = begin_import()
        screenshot('models-import')
        press(chooser, 'alt+d')
        xdotool('type', 'mine')
        choose_file(chooser, SCRATCH / 'encoder-vgg19-slim/weights.safetensors')
        accessible('said', 'is installed as encoder-mine')
        screenshot('models-imported')
        accessible('press', 'Use Random')
        accessible('said', 'in use')
        close(window)
        accessible('unsaid', 'Nothing can be painted')

    with Away('encoder-vgg19-slim'):
        note = in_dialog(user, 'alt+i')
    assert 'encoder-mine' in note['settings']['encoder'], note['settings']['encoder']
    shutil.rmtree(OWN / 'encoder-mine')


@case
def an_import_that_fails_says_why():
    wrong = SCRATCH / 'nonsense.pth'
    wrong.write_text('nonsense')

    def user(window):
        choose_file(begin_import(), wrong)
        [message] = accessible('said', 'nonsense.pth”')
        assert message.endswith('.'), message
        screenshot('models-import-failed')
        chooser = begin_import()
        press(chooser, 'alt+2')
        xdotool('type', 'features')
        choose_file(chooser, wrong)
        accessible('said', '“features” cannot be the beginning of a SHA-256')
        close(window)

    in_window(user)


@case
def a_download_asks_and_can_be_stopped_and_goes_on():
    server = Server(CONTENT)
    offer(server.address('slowly'), CONTENT)

    def user(window):
        ask_to_download()
        [text] = accessible('said', 'The file is checked by its SHA-256')
        assert server.address('slowly') in text and '29 MB' in text, text
        screenshot('models-download-asks')
        decline('Download VGG-16?')
        assert not server.requests, 'downloaded without being asked for'
        begin_download()
        accessible('said', 'Downloading VGG-16: ')  # and how far it is
        screenshot('models-downloading')
        assert not usable('Import…')
        accessible('press', 'Stop')
        accessible('said', 'Stopped')
        assert not (OWN / 'encoder-vgg16').exists()
        accessible('said', 'are here already')
        screenshot('models-stopped')
        offer(server.address('file'), CONTENT)
        close(window)

    def another(window):
        begin_download()
        accessible('said', 'is installed as encoder-vgg16. Its SHA-256 is the expected one.')
        screenshot('models-downloaded')
        names = accessible('names', 'Models that can be downloaded')
        assert 'VGG-16' not in names and 'VGG-19' in names, names
        close(window)

    in_window(user)
    in_window(another)
    server.close()
    assert server.requests[0] == ('/slowly', None) and server.requests[-1][1] != 'bytes=0-', server.requests
    assert server.requests[-1][0] == '/file' and server.requests[-1][1], server.requests
    assert (OWN / 'encoder-vgg16/weights.safetensors').exists() and not (OWN / 'downloads').exists()
    shutil.rmtree(OWN / 'encoder-vgg16')


@case
def keys_are_heard_while_a_model_is_downloaded_and_made():
    server = Server(CONTENT)
    offer(server.address('file'), CONTENT)
    with heard() as begin:
        def user(window):
            ask_to_download()
            begin()
            answer('Download VGG-16?', 'Download')
            wait_until('the model is made', (OWN / 'encoder-vgg16/weights.safetensors').exists)
            time.sleep(0.5)
            close(window)

        in_window(user)
    server.close()
    shutil.rmtree(OWN / 'encoder-vgg16')


@case
def a_download_that_fails_says_why():
    """Where downloads come from is read anew after each."""
    server = Server(CONTENT)

    def download(sentence, next_path):
        ask_to_download()
        accessible('said', 'Download VGG-16?')
        offer(server.address(next_path), CONTENT)
        answer('Download VGG-16?', 'Download')
        accessible('said', sentence)

    def user(window):
        download('is not the right file', 'page')
        download('web page', 'error')
        download('status 503', 'file')
        server.close()
        download('try again to go on from there', 'file')
        screenshot('models-offline')
        close(window)

    offer(server.address('other'), CONTENT)
    in_window(user)
    assert not (OWN / 'encoder-vgg16').exists()


@case
def closing_the_window_stops_a_download():
    server = Server(CONTENT)
    offer(server.address('slowly'), CONTENT)

    def user(window):
        begin_download()
        accessible('said', 'Downloading VGG-16')
        close(window)

    in_window(user)
    server.close()
    assert not (OWN / 'encoder-vgg16').exists()


@case
def without_the_engine_the_dialog_and_the_window_say_so():
    sentence = 'The part of Neural Style that paints cannot be loaded'

    def user(dialog):
        assert 'Install LibTorch' in accessible('said', sentence)[0]
        screenshot('dialog-without-the-engine')
        window = open_models('Show Models…')
        accessible('said', 'Looks at pictures')
        assert not usable('Import…') and not usable('Download VGG-19')
        screenshot('models-without-the-engine')
        close(window)
        meet_an_error(dialog, 'dialog-without-the-engine-error', sentence, 'alt+i')

    with without_engine():
        in_dialog(user)


def install_browser():
    """A program that notes what it is asked to show."""
    applications = pathlib.Path(os.environ['XDG_DATA_HOME'], 'applications')
    applications.mkdir(parents=True, exist_ok=True)
    script, shown = SCRATCH / 'browser', SCRATCH / 'shown'
    script.write_text(f'#!/bin/sh\necho "$1" >>"{shown}"\n')
    script.chmod(0o755)
    (applications / 'browser.desktop').write_text(
        f'[Desktop Entry]\nType=Application\nName=Browser\nExec={script} %u\nMimeType=text/html;\n')
    pathlib.Path(os.environ['XDG_CONFIG_HOME'], 'mimeapps.list').write_text(
        '[Default Applications]\ntext/html=browser.desktop\n')
    return shown


@case
def help_opens_the_guide():
    shown = install_browser()
    guide = '/plug-ins/neural-style/help/en/index.html'

    def opened(count):
        return wait_until('the guide is opened', lambda: shown.exists() and len(shown.read_text().split()) == count and
                          shown.read_text().split()[-1])

    def user(dialog):
        accessible('press', 'Help')
        address = opened(1)
        assert address.startswith('file://') and guide in address, address
        press(dialog, 'F1')
        assert guide in opened(2)
        window = open_models()
        accessible('press', 'Help')
        assert guide in opened(3)
        close(window)

    in_dialog(user)
    print('   ', shown.read_text().split())


@case
def where_help_is_missing_the_remedy_is_named():
    guide = pathlib.Path(os.environ['GIMP3_DIRECTORY'], 'plug-ins/neural-style/help')
    target = guide.readlink()
    guide.unlink()

    def user(_):
        accessible('press', 'Help')
        accessible('said', 'The user guide is not installed')
        screenshot('help-missing')
        press(xdotool('getactivewindow')[0], 'Return')

    try:
        in_dialog(user)
    finally:
        guide.symlink_to(target)


@case
def without_a_window_the_remedy_is_named():
    """The last case: GIMP shows the error in a box that stays."""
    found = procedure('plug-in-neural-style-models')
    config = found.create_config()
    config.set_property('run-mode', Gimp.RunMode.NONINTERACTIVE)
    result = found.run(config)
    assert result.index(0) == Gimp.PDBStatusType.CALLING_ERROR and 'neural-style models' in result.index(1)
