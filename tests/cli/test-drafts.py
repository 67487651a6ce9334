#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Drafts and `neural-style train-style` as a user and a script see them, with networks of random weights.
# Called by Meson as: test-drafts.py NEURAL-STYLE MAKE-RANDOM-ENCODER MAKE-RANDOM-DECODER
import json
import os
import pathlib
import pty
import re
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import unittest

from png_file import png, png_size

NEURAL_STYLE = pathlib.Path(sys.argv[1]).resolve()
MAKE_RANDOM_ENCODER = pathlib.Path(sys.argv[2]).resolve()
MAKE_RANDOM_DECODER = pathlib.Path(sys.argv[3]).resolve()


def picture(path, side, period):
    """A PNG of `side` px with stripes."""
    png(path, side, side, lambda x, y: bytes((x * 3 % 256, (x + y) // period % 2 * 200, y * 2 % 256)))


class Drafts(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        models = tempfile.TemporaryDirectory(prefix="neural-style-test-")
        cls.addClassCleanup(models.cleanup)
        cls.models = pathlib.Path(models.name)
        for name, maker in (("encoder-vgg19-slim", MAKE_RANDOM_ENCODER), ("decoder-arbitrary", MAKE_RANDOM_DECODER)):
            (cls.models / name).mkdir()
            subprocess.run([maker, cls.models / name / "weights.safetensors"], check=True)

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="neural-style-test-"))
        self.addCleanup(shutil.rmtree, self.folder)
        (self.folder / "photographs").mkdir()
        picture(self.folder / "photo.png", 64, 7)
        picture(self.folder / "style.png", 48, 3)
        for number in range(2):
            picture(self.folder / "photographs" / f"{number}.png", 270, 11 + number)
        (self.folder / "photographs" / "notes.txt").write_text("no picture")

    def environment(self, models=None):
        return {**os.environ, "NEURAL_STYLE_MODELS": str(models or self.models), "XDG_DATA_HOME": str(self.folder),
                "LC_ALL": "C.UTF-8", "OMP_WAIT_POLICY": "passive"}

    def run_command(self, *words, models=None):
        return subprocess.run([NEURAL_STYLE, *words], cwd=self.folder, env=self.environment(models), text=True,
                              capture_output=True, timeout=300)

    def paint(self, *words, models=None):
        return self.run_command("--content", "photo.png", "--style", "style.png", "--output", "out.png", *words,
                                models=models)

    def start_training(self, *words, stderr):
        return subprocess.Popen([NEURAL_STYLE, "train-style", "style.png", "--photographs", "photographs", "--batch",
                                 "1", "--output", "stripes", *words], cwd=self.folder, env=self.environment(),
                                text=True, stdout=subprocess.PIPE, stderr=stderr)

    def train(self, *words):
        training = self.start_training(*words, stderr=subprocess.PIPE)
        output, errors = training.communicate(timeout=300)
        return training.returncode, output, errors

    def own_models(self):
        return self.folder / "neural-style" / "models"

    def test_each_quality_paints(self):
        pictures = set()
        for quality in ("draft", "normal", "best"):
            result = self.paint("--quality", quality, "--steps", "2", "--report", "report.json")
            self.assertEqual(result.returncode, 0, result.stderr)
            self.assertEqual(png_size(self.folder / "out.png"), (64, 64))
            pictures.add((self.folder / "out.png").read_bytes())
            report = json.loads((self.folder / "report.json").read_text())
            self.assertEqual(report["settings"]["quality"], quality)
        self.assertEqual(len(pictures), 3)

    def test_an_estimate_of_a_draft_is_made(self):
        result = self.paint("--quality", "draft", "--estimate")
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertIn("about", result.stdout)

    def test_without_the_network_draft_says_so_and_normal_works(self):
        lone = self.folder / "lone"
        shutil.copytree(self.models / "encoder-vgg19-slim", lone / "encoder-vgg19-slim")
        result = self.paint("--quality", "draft", models=lone)
        self.assertEqual(result.returncode, 1)
        self.assertIn("decoder-arbitrary", result.stderr)
        self.assertFalse((self.folder / "out.png").exists())
        self.assertEqual(self.paint("--steps", "1", models=lone).returncode, 0)

    def test_a_style_is_trained_and_used(self):
        status, output, errors = self.train("--steps", "2", "--label", "Stripes of three")
        self.assertEqual(status, 0, errors)
        self.assertIn("trained:stripes", output)
        self.assertIn("1 files", errors)
        self.assertTrue((self.own_models() / "style-stripes" / "card.md").exists())
        result = self.run_command("--content", "photo.png", "--style", "trained:stripes", "--quality", "draft",
                                  "--output", "out.png", "--report", "report.json")
        self.assertEqual(result.returncode, 0, result.stderr)
        report = json.loads((self.folder / "report.json").read_text())
        self.assertEqual(report["regions"][0]["styles"][0]["trained"], "style-stripes")
        for words in (["--style", "trained:stripes:0.5", "--style", "style.png"], ["--style", "trained:stripes"]):
            result = self.run_command("--content", "photo.png", *words, "--steps", "1", "--output", "normal.png")
            self.assertEqual(result.returncode, 0, result.stderr)
        listed = self.run_command("models", "list")
        self.assertIn("style-stripes", listed.stdout)
        self.assertIn("Stripes of three", listed.stdout)

    def end_training(self, ending):
        """Sends this signal to a training of 12 steps that has made one at least, as its progress tells."""
        terminal, end = pty.openpty()
        training = self.start_training("--steps", "12", stderr=end)
        os.close(end)
        shown = b""
        while not re.search(rb"\d\d %", shown):  # before the first step it is 2 %
            self.assertTrue(select.select([terminal], [], [], 120)[0], shown)
            shown += os.read(terminal, 65536)
        training.send_signal(ending)
        training.communicate(timeout=300)
        os.close(terminal)
        return training.returncode

    def weights_after(self, ending=None):
        """The weights of a training of 12 steps; of one that is ended by this signal and called again."""
        shutil.rmtree(self.own_models(), ignore_errors=True)
        kept = self.own_models() / "style-stripes" / "training.safetensors"
        if ending:
            self.assertEqual(self.end_training(ending), 130 if ending == signal.SIGINT else -ending)
            self.assertTrue(kept.exists() or ending == signal.SIGKILL)
        status, _, errors = self.train("--steps", "12")
        self.assertEqual(status, 0, errors)
        self.assertFalse(kept.exists())
        return (self.own_models() / "style-stripes" / "weights.safetensors").read_bytes()

    def test_a_training_that_was_stopped_or_killed_goes_on(self):
        whole = self.weights_after()
        self.assertEqual(len(self.weights_after(signal.SIGINT)), len(whole))
        self.assertEqual(len(self.weights_after(signal.SIGKILL)), len(whole))

    def test_wrong_calls_name_the_remedy(self):
        for words, part in ((["train-style", "style.png", "--output", "a", "--photographs", "nowhere"], "nowhere"),
                            (["train-style", "style.png", "--output", "Ä", "--photographs", "photographs"], "van-gogh"),
                            (["train-style", "trained:a", "--output", "b", "--photographs", "photographs"], "already"),
                            (["train-style", "style.png", "--output", "b"], "--photographs"),
                            (["train-style", "none.png", "--output", "b", "--photographs", "photographs"], "none.png"),
                            (["--content", "photo.png", "--style", "trained:none", "--output", "o.png"], "none")):
            result = self.run_command(*words)
            self.assertIn(result.returncode, (1, 2), words)
            self.assertIn(part, result.stderr)
            self.assertEqual(result.stderr.count("\n"), 1, result.stderr)
        self.assertFalse((self.own_models() / "style-b" / "weights.safetensors").exists())


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
