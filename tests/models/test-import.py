#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Files that PyTorch itself wrote, imported, give PyTorch's own numbers: each tensor to the bit, each feature of the
# encoder up to rounding. The networks have the shapes of VGG and random weights.
# Called by Meson as: test-import.py NEURAL-STYLE ENCODER-FEATURES
import json
import os
import pathlib
import shutil
import struct
import subprocess
import sys
import tempfile
import unittest
from collections import OrderedDict

try:
    import numpy
    import torch
    import torch.nn.functional as F
except ImportError:
    print("skipped: python3-torch is not here")
    sys.exit(77)

NEURAL_STYLE = pathlib.Path(sys.argv[1]).resolve()
ENCODER_FEATURES = pathlib.Path(sys.argv[2]).resolve()
BLOCKS = {"VGG-19": (2, 2, 4, 4, 4), "VGG-16": (2, 2, 3, 3, 3)}
WIDTHS = (64, 128, 256, 512, 512)
TOLERANCE = 1e-4  # of a layer's largest value; two ways to add up thousands of products


def layers(network):
    for block, count in enumerate(BLOCKS[network]):
        if block:
            yield "pool", 0
        for i in range(count):
            yield f"conv{block + 1}_{i + 1}", WIDTHS[block]


def weights(network, seed):
    """Random weights by layer name (He et al. 2015, so that no layer dies or explodes)."""
    generator = torch.Generator().manual_seed(seed)
    result, inputs = OrderedDict(), 3
    for layer, outputs in layers(network):
        if layer != "pool":
            scale = (2 / (9 * inputs)) ** 0.5
            result[layer + ".weight"] = torch.randn(outputs, inputs, 3, 3, generator=generator) * scale
            result[layer + ".bias"] = torch.randn(outputs, generator=generator) * 0.1
            inputs = outputs
    return result


def numbered(tensors, network):
    """The tensors by torchvision's names."""
    result, place = OrderedDict(), 0
    for layer, _ in layers(network):
        for part in (".weight", ".bias") if layer != "pool" else ():
            result[f"features.{place}{part}"] = tensors[layer + part]
        place += 1 if layer == "pool" else 2
    return result


def features(tensors, network, picture):
    result, x = {}, picture
    for layer, _ in layers(network):
        if layer == "pool":
            x = F.max_pool2d(x, 2)
        else:
            x = F.pad(x, (1, 1, 1, 1), mode="reflect")
            x = result[layer] = F.relu(F.conv2d(x, tensors[layer + ".weight"], tensors[layer + ".bias"]))
    return result


def read(path):
    data = path.read_bytes()
    length = struct.unpack("<Q", data[:8])[0]
    header = json.loads(data[8 : 8 + length])
    metadata = header.pop("__metadata__", {})
    types = {"F32": numpy.float32}
    tensors = {}
    for name, entry in header.items():
        begin, end = (8 + length + offset for offset in entry["data_offsets"])
        values = numpy.frombuffer(data[begin:end], types[entry["dtype"]]).reshape(entry["shape"])
        tensors[name] = torch.from_numpy(values.copy())
    return metadata, tensors


def write(path, name, tensor):
    data = tensor.contiguous().numpy().tobytes()
    header = json.dumps({name: {"dtype": "F32", "shape": list(tensor.shape), "data_offsets": [0, len(data)]}}).encode()
    path.write_bytes(struct.pack("<Q", len(header)) + header + data)


class Import(unittest.TestCase):
    def setUp(self):
        torch.manual_seed(0)
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="neural-style-test-"))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        self.environment = {**os.environ, "XDG_DATA_HOME": str(self.folder / "data"), "LC_ALL": "C.UTF-8"}
        self.picture = torch.rand(1, 3, 48, 64)
        write(self.folder / "picture", "picture", self.picture)

    def call(self, *words):
        return subprocess.run([NEURAL_STYLE, "models", *words], env=self.environment, capture_output=True, text=True)

    def import_saved(self, content, *words, legacy=False):
        file = self.folder / "weights.pth"
        torch.save(content, file, _use_new_zipfile_serialization=not legacy)
        done = self.call("import", file, *words)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        return done.stdout

    def check(self, id, network, tensors, picture):
        """The model `id` holds `tensors`, and gives PyTorch's features of `picture`, which is as the network wants it."""
        path = self.folder / "data/neural-style/models" / id / "weights.safetensors"
        metadata, stored = read(path)
        self.assertEqual(set(stored), set(tensors))
        for name, tensor in tensors.items():
            self.assertTrue(torch.equal(stored[name], tensor.float()), name)
        out = self.folder / "features"
        subprocess.run([ENCODER_FEATURES, path, self.folder / "picture", out], check=True)
        _, computed = read(out)
        expected = features({name: tensor.float() for name, tensor in tensors.items()}, network, picture)
        self.assertEqual(set(computed), set(expected))
        difference = max(((computed[layer] - expected[layer]).abs().max() / expected[layer].abs().max()).item()
                         for layer in expected)
        print(f"{id}: largest difference {difference:.1e}")
        self.assertLess(difference, TOLERANCE)
        return metadata

    def test_vgg19_of_torchvision_in_the_older_form(self):
        tensors = weights("VGG-19", 1)
        saved = numbered(tensors, "VGG-19")
        for name, shape in (("classifier.0", (16, 8)), ("classifier.3", (16, 16)), ("classifier.6", (1000, 16))):
            saved[name + ".weight"], saved[name + ".bias"] = torch.rand(shape), torch.rand(shape[0])
        saved._metadata = OrderedDict({"": {"version": 1}})
        saved = OrderedDict((name, torch.nn.Parameter(tensor)) for name, tensor in saved.items())
        shown = self.import_saved(saved, legacy=True)
        self.assertIn("encoder-vgg19", shown)
        self.assertRegex(shown, r"SHA-256 [0-9a-f]{64}")
        mean = torch.tensor([0.485, 0.456, 0.406]).view(1, 3, 1, 1)
        deviation = torch.tensor([0.229, 0.224, 0.225]).view(1, 3, 1, 1)
        self.check("encoder-vgg19", "VGG-19", tensors, (self.picture - mean) / deviation)
        self.assertEqual(self.call("verify", "encoder-vgg19").returncode, 0)

    def test_vgg16_of_caffe_in_an_archive(self):
        tensors = weights("VGG-16", 2)
        saved = numbered(tensors, "VGG-16")
        saved["classifier.1.weight"] = torch.rand(16, 8)
        checkpoint = {"epoch": 7, "state_dict": {"module." + name: tensor for name, tensor in saved.items()},
                      "accuracy": 0.5, "best": None, "history": [1, (2, True)]}
        self.import_saved(checkpoint)
        mean = torch.tensor([103.939, 116.779, 123.68]).view(1, 3, 1, 1)
        picture = 255 * self.picture.flip(1) - mean
        metadata = self.check("encoder-vgg16-caffe", "VGG-16", tensors, picture)
        self.assertEqual((metadata["order"], metadata["convention"]), ("bgr", "caffe"))

    def test_vgg_face_with_views_in_half_precision(self):
        tensors = weights("VGG-16", 3)
        tensors = OrderedDict((name, tensor.half()) for name, tensor in tensors.items())
        saved = OrderedDict(tensors)
        # Views: transposed in memory, and a part of something larger.
        saved["conv3_1.weight"] = tensors["conv3_1.weight"].transpose(0, 1).contiguous().transpose(0, 1)
        saved["conv1_1.bias"] = torch.cat([torch.rand(7).half(), tensors["conv1_1.bias"]])[7:]
        saved["fc8.weight"] = torch.rand(2622, 16)
        self.import_saved(saved)
        mean = torch.tensor([129.1863, 104.7624, 93.5940]).view(1, 3, 1, 1)
        self.check("encoder-vgg-face", "VGG-16", tensors, 255 * self.picture - mean)

    def test_other_contents_are_refused(self):
        class Loader:
            def __reduce__(self):
                return (print, ("executed",))

        vgg = numbered(weights("VGG-16", 4), "VGG-16")
        bn = {"features.1.running_mean": torch.rand(64), **vgg}
        for legacy in (False, True):
            for content, reason in (
                ({**vgg, "more": Loader()}, "builtin"),
                (torch.nn.Conv2d(3, 4, 3), "conv.Conv2d"),
                (bn, "batch normalization"),
                ([torch.rand(3)], "does not describe tensors"),
                ({"a": torch.rand(3)}, "VGG"),
                ({"a": torch.rand(3).to_sparse()}, "sparse"),
                ({"a": torch.quantize_per_tensor(torch.rand(3), 0.1, 0, torch.qint8)}, "no need of"),
                ({"a": 1}, "no tensors"),
            ):
                with self.subTest(reason, legacy=legacy):
                    file = self.folder / "weights.pth"
                    torch.save(content, file, _use_new_zipfile_serialization=not legacy)
                    done = self.call("import", file)
                    self.assertEqual((done.returncode, done.stdout), (1, ""))
                    self.assertIn(reason, done.stderr)
                    self.assertEqual(done.stderr.count("\n"), 1)
        self.assertFalse((self.folder / "data").exists())


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=2)
