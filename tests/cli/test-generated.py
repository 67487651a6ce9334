#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Generated styles and `neural-style sample` as a user and a script see them, with generators of random weights.
# Called by Meson as: test-generated.py NEURAL-STYLE MAKE-RANDOM-ENCODER MAKE-RANDOM-GENERATOR
import hashlib
import json
import os
import pathlib
import pty
import re
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import time
import unittest

from png_file import png, png_rows, png_size

NEURAL_STYLE = pathlib.Path(sys.argv[1]).resolve()
MAKE_RANDOM_ENCODER = pathlib.Path(sys.argv[2]).resolve()
MAKE_RANDOM_GENERATOR = pathlib.Path(sys.argv[3]).resolve()


def note(path):
    """The JSON that a picture of this program carries."""
    text = re.search(rb"x-default\">(.*?)</rdf:li>", path.read_bytes(), re.DOTALL)[1].decode()
    for plain, escaped in ((">", "&gt;"), ("<", "&lt;"), ("&", "&amp;")):
        text = text.replace(escaped, plain)
    return json.loads(text)


def blind(weights, target):
    """Writes `weights`, a generator's, to `target` without its discriminator."""
    data = weights.read_bytes()
    (length,) = struct.unpack("<Q", data[:8])
    header, tensors, body = json.loads(data[8:8 + length]), data[8 + length:], b""
    for name in [name for name in header if name.startswith("down")]:
        del header[name]
    for name, entry in header.items():
        if name != "__metadata__":
            start, end = entry["data_offsets"]
            entry["data_offsets"] = [len(body), len(body) + end - start]
            body += tensors[start:end]
    text = json.dumps(header).encode()
    target.write_bytes(struct.pack("<Q", len(text)) + text + body)


class Generated(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        models = tempfile.TemporaryDirectory(prefix="neural-style-test-")
        cls.addClassCleanup(models.cleanup)
        cls.models = pathlib.Path(models.name)
        cls.weights = {}
        for name in ("encoder-vgg19-slim", "generator-dcgan-abstract", "generator-grid", "generator-blind",
                     "upscaler-paintings"):
            cls.weights[name] = cls.models / name / "weights.safetensors"
            cls.weights[name].parent.mkdir()
        subprocess.run([MAKE_RANDOM_ENCODER, cls.weights["encoder-vgg19-slim"]], check=True)
        for name, kind in (("generator-dcgan-abstract", "dcgan"), ("generator-grid", "grid"),
                           ("upscaler-paintings", "upscaler")):
            subprocess.run([MAKE_RANDOM_GENERATOR, cls.weights[name], kind], check=True)
        blind(cls.weights["generator-dcgan-abstract"], cls.weights["generator-blind"])

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="neural-style-test-"))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        self.out = self.folder / "out"
        self.out.mkdir()
        self.content = self.folder / "content.png"
        png(self.content, 64, 48, lambda x, y: bytes((4 * x, 5 * y, 128)))
        self.environment = {**os.environ, "NEURAL_STYLE_MODELS": str(self.models), "LC_ALL": "C.UTF-8"}

    def run_command(self, *words):
        return subprocess.run([NEURAL_STYLE, *map(str, words)], env=self.environment, capture_output=True, text=True,
                              timeout=300)

    def done(self, *words):
        done = self.run_command(*words)
        self.assertEqual((done.returncode, done.stdout, done.stderr), (0, "", ""), words)

    def refused(self, *words, parts=(), code=1):
        """One sentence on stderr with these parts in it, nothing on stdout, nothing left behind."""
        done = self.run_command(*words)
        self.assertEqual(done.returncode, code, done.stderr)
        self.assertEqual(done.stdout, "")
        self.assertTrue(done.stderr.startswith("neural-style: "), done.stderr)
        self.assertEqual(done.stderr.count("\n"), 1, done.stderr)
        for part in parts:
            self.assertIn(part, done.stderr)
        self.assertEqual(list(self.out.iterdir()), [])

    def paint(self, *styles, name="painted.png", more=()):
        output = self.out / name
        words = ["--content", self.content, "--output", output, "--steps", 2, *more]
        for style in styles:
            words += ["--style", style]
        self.done(*words)
        return output

    # Sampling

    def test_one_file_a_swatch(self):
        self.done("sample", "--seeds", "7-9,100", "--output", self.out / "new")
        files = sorted(file.name for file in (self.out / "new").iterdir())
        self.assertEqual(files, [f"dcgan-abstract-{seed:03}.png" for seed in (7, 8, 9, 100)])
        told = note(self.out / "new" / files[0])
        self.assertEqual((told["model"], told["swatch"]), ("generator-dcgan-abstract", "7"))
        weights = self.weights["generator-dcgan-abstract"].read_bytes()
        self.assertEqual(told["sha256"], hashlib.sha256(weights).hexdigest())

    def test_the_same_seed_gives_the_same_file_in_whatever_company(self):
        self.done("sample", "--seeds", "12", "--output", self.out / "a.png")
        self.done("sample", "--seeds", "3,12,40-80", "--output", self.out / "b-{}.png")
        self.assertEqual((self.out / "a.png").read_bytes(), (self.out / "b-12.png").read_bytes())
        self.done("sample", "--seeds", "13", "--output", self.out / "a.png")
        self.assertNotEqual((self.out / "a.png").read_bytes(), (self.out / "b-12.png").read_bytes())

    def test_sizes(self):
        for model in ("dcgan-abstract", "grid"):
            for size in (16, 64, 96, 200):
                output = self.out / f"{model}-{size}.png"
                self.done("sample", "--model", model, "--seeds", "1", "--size", size, "--output", output)
                self.assertEqual(png_size(output), (size, size))

    def test_a_sheet(self):
        self.done("sample", "--seeds", "0-63", "--sheet", self.out / "sheet.png")
        width, height = png_size(self.out / "sheet.png")
        self.assertGreater(width, 8 * 64)
        self.assertGreater(height, 8 * 64)
        self.assertEqual(note(self.out / "sheet.png")["model"], "generator-dcgan-abstract")

    def test_the_way_between_swatches(self):
        self.done("sample", "--between", "3,9", "--steps", "3", "--output", self.out / "way-{}.png")
        self.done("sample", "--seeds", "3,9", "--output", self.out / "end-{}.png")
        pixels = lambda name: png_rows(self.out / name)
        self.assertEqual(pixels("way-3-9-1.png"), pixels("end-3.png"))
        self.assertEqual(pixels("way-3-9-3.png"), pixels("end-9.png"))
        self.assertNotIn(pixels("way-3-9-2.png"), (pixels("end-3.png"), pixels("end-9.png")))
        self.done("sample", "--between", "1,2,3,4", "--steps", "3", "--sheet", self.out / "square.png")

    def test_variations(self):
        self.done("sample", "--near", "12", "--count", "3", "--distance", "0.3", "--output", self.out / "{}.png")
        self.done("sample", "--near", "12", "--count", "1", "--distance", "0", "--output", self.out / "same.png")
        self.done("sample", "--seeds", "12", "--output", self.out / "itself.png")
        files = [png_rows(self.out / f"12-near-{i}.png") for i in (1, 2, 3)]
        self.assertEqual(len(set(map(tuple, files))), 3)
        self.assertEqual(png_rows(self.out / "same.png"), png_rows(self.out / "itself.png"))

    def test_words_of_variations_and_blends(self):
        words = ["12~1", "12~2@0.5", "3+9", "3+9@0.25", "{3+9}~2"]
        for model in ("dcgan-abstract", "grid"):
            self.done("sample", "--model", model, "--seeds", ",".join(words), "--output", self.out / "all-{}.png",
                      "--sheet", self.out / "sheet.png")
            for word in words:
                self.done("sample", "--model", model, "--seeds", word, "--output", self.out / "one.png")
                among_others = self.out / f"all-{word}.png"
                self.assertEqual((self.out / "one.png").read_bytes(), among_others.read_bytes(), word)
                self.assertEqual(note(among_others)["swatch"], word)
        self.done("sample", "--near", "{3+9}", "--count", "2", "--output", self.out / "{}.png")
        self.assertEqual(note(self.out / "3+9-near-2.png")["swatch"], "{3+9}~2")

    def test_ranking(self):
        self.done("sample", "--seeds", "0-11", "--rank", "--output", self.out / "ranked", "--sheet",
                  self.out / "sheet.png")
        scores = [note(file)["score"] for file in sorted((self.out / "ranked").iterdir())]
        self.assertEqual(len(scores), 12)
        self.assertEqual(scores, sorted(scores, reverse=True))
        self.assertTrue(all(0 <= score <= 1 for score in scores), scores)

    def test_the_upscaler_can_be_left_out(self):
        self.done("sample", "--seeds", "5", "--size", "128", "--output", self.out / "with.png")
        self.done("sample", "--seeds", "5", "--size", "128", "--no-upscale", "--output", self.out / "without.png")
        self.assertNotEqual(png_rows(self.out / "with.png"), png_rows(self.out / "without.png"))
        self.assertIsNone(note(self.out / "without.png")["upscaler"])

    def test_wrong_calls(self):
        sheet = ("--sheet", self.out / "sheet.png")
        self.refused("sample", *sheet, parts=("--seeds",), code=2)
        self.refused("sample", "--seeds", "9-3", *sheet, parts=("3-9",), code=2)
        self.refused("sample", "--seeds", "1000000000", *sheet, parts=("999999999",), code=2)
        self.refused("sample", "--seeds", "1,1", *sheet, parts=("twice",), code=2)
        self.refused("sample", "--seeds", "0-10000", *sheet, parts=("10000",), code=2)
        self.refused("sample", "--seeds", "1", "--model", "none", *sheet, parts=("none", "dcgan-abstract"))
        self.refused("sample", "--seeds", "1", "--model", "blind", "--rank", *sheet)
        self.refused("sample", "--seeds", "0-9999", "--size", "512", *sheet, parts=("--cell",))
        self.refused("sample", "--seeds", "0-3", "--output", self.out / "one.png", parts=("{}", "folder"))
        self.refused("sample", "--seeds", "0", "--output", self.out / "one.xyz", parts=("one.xyz",))
        self.refused("sample", "--seeds", "0", "--output", self.out / "no" / "such" / "{}.png", parts=("folder",))
        self.environment["NEURAL_STYLE_MODELS"] = "/none"
        self.environment["XDG_DATA_HOME"] = "/none"
        self.refused("sample", "--seeds", "1", "--model", "none", *sheet, parts=("none",))

    def test_damaged_weights(self):
        models = self.folder / "models"
        shutil.copytree(self.models, models)
        weights = models / "generator-dcgan-abstract" / "weights.safetensors"
        self.environment["NEURAL_STYLE_MODELS"] = str(models)
        whole = weights.read_bytes()
        for content in (b"", b"<!DOCTYPE html>", whole[:1000], whole[:-4], self.weights["encoder-vgg19-slim"].read_bytes()):
            weights.write_bytes(content)
            self.refused("sample", "--seeds", "1", "--sheet", self.out / "sheet.png", parts=(str(weights),))

    def test_ten_thousand_swatches(self):
        self.done("sample", "--model", "blind", "--seeds", "0-9999", "--size", "16", "--output", self.out / "many")
        self.assertEqual(len(list((self.out / "many").iterdir())), 10000)

    def test_a_stop_leaves_nothing(self):
        main, side = pty.openpty()
        process = subprocess.Popen([NEURAL_STYLE, "sample", "--seeds", "0-4999", "--size", "64", "--output",
                                    str(self.out / "many")], env=self.environment, stderr=side)
        os.close(side)
        os.set_blocking(main, False)
        end = time.monotonic() + 60
        while not ((self.out / "many").exists() and len(list((self.out / "many").iterdir())) > 3):
            self.assertLess(time.monotonic(), end)
            self.assertIsNone(process.poll())
            time.sleep(0.01)
        process.send_signal(signal.SIGINT)
        self.assertEqual(process.wait(60), 130)
        os.close(main)
        self.assertEqual(list(self.out.iterdir()), [])

    # Styles

    def test_a_generated_style(self):
        output = self.paint("generated:dcgan-abstract:7,12,19", more=["--report", self.folder / "report.json"])
        self.assertEqual(png_size(output), (64, 48))
        for told in (note(output), json.loads((self.folder / "report.json").read_text())):
            style = told["regions"][0]["styles"][0]["generated"]
            self.assertEqual((style["model"], style["seeds"]), ("generator-dcgan-abstract", "7,12,19"))
            weights = self.weights["generator-dcgan-abstract"].read_bytes()
            self.assertEqual(style["sha256"], hashlib.sha256(weights).hexdigest())
            self.assertEqual(told["settings"]["swatch-size"], 256)

    def test_what_is_told_repeats_the_result(self):
        first = self.paint("generated:grid:3*2,8:2", more=["--swatch-size", 96, "--truncation", 0.7])
        told = note(first)
        style = told["regions"][0]["styles"][0]
        word = f"generated:{style['generated']['model']}:{style['generated']['seeds']}:{style['weight']}"
        more = [word for name in ("swatch-size", "truncation") for word in (f"--{name}", told["settings"][name])]
        second = self.paint(word, name="again.png", more=more)
        self.assertEqual(first.read_bytes(), second.read_bytes())

    def test_a_generated_style_is_the_mean_of_its_swatches(self):
        """However it is written: one style of several swatches, or several styles of one."""
        first = self.paint("generated:dcgan-abstract:7,12")
        second = self.paint("generated:dcgan-abstract:7", "generated:dcgan-abstract:12", name="b.png")
        self.assertEqual(png_rows(first), png_rows(second))
        weighted = self.paint("generated:dcgan-abstract:7*3,12", name="c.png")
        self.assertNotEqual(png_rows(first), png_rows(weighted))
        apart = self.paint("generated:dcgan-abstract:7:3", "generated:dcgan-abstract:12", name="d.png")
        self.assertEqual(png_rows(weighted), png_rows(apart))

    def test_regions_masks_and_other_styles(self):
        mask, swatch_mask = self.folder / "mask.png", self.folder / "swatch-mask.png"
        png(mask, 64, 48, lambda x, y: bytes((255 * (x < 32),) * 3))
        png(swatch_mask, 128, 128, lambda x, y: bytes((255 * (x < 64),) * 3))
        self.paint("generated:dcgan-abstract:7", more=["--mask", mask])
        self.paint(more=["--region", mask, "--style", "generated:dcgan-abstract:7,8", "--style", self.content,
                         "--swatch-size", 128, "--style", "generated:grid:1", "--style-mask", swatch_mask])

    def test_wrong_styles(self):
        def refused(style, *parts, code=1):
            self.refused("--content", self.content, "--output", self.out / "x.png", "--style", style, parts=parts,
                         code=code)
        refused("generated:none:7", "none", "dcgan-abstract")
        refused("generated:dcgan-abstract:9-3", "3-9", code=2)
        refused("generated:dcgan-abstract:0-9999", "64 swatches", code=2)
        refused("generated:dcgan-abstract:7*nan", "weight", code=2)
        refused("generated:dcgan-abstract", "generated:dcgan-abstract:7,12,19", code=2)

    def test_a_sweep_over_styles(self):
        self.done("sweep", "--content", self.content, "--steps", 1, "--output", self.out / "sheet.png", "--vary",
                  "style=generated:dcgan-abstract:7,12,generated:grid:0-9")

    def test_models_are_listed(self):
        done = self.run_command("models", "list")
        self.assertEqual(done.returncode, 0, done.stderr)
        for part in ("swatches of 64 px, as generated:dcgan-abstract:SEEDS",
                     "swatches of any size, as generated:grid:SEEDS", "upscaler-paintings"):
            self.assertIn(part, done.stdout)
        self.assertNotIn("Problem", done.stdout)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=2)
