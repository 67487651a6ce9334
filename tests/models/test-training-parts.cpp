// SPDX-License-Identifier: GPL-3.0-or-later
//
// The parts of the training programs whose answers are known.
#include "core/error.h"
#include "core/nets/generator.h"
#include "core/nets/upscaler.h"
#include "models/train/batches.h"
#include "models/train/curves.h"
#include "models/train/diff-augment.h"
#include "models/train/generator-file.h"
#include "models/train/image-folder.h"
#include "models/train/latent-encoder.h"
#include "models/train/launch.h"
#include "models/train/measures.h"
#include "models/train/row-numbers.h"
#include "models/train/sheet.h"
#include "models/train/swatch-network.h"
#include "models/train/upscaler-net.h"
#include "tests/support/temporary-folder.h"

#include <torch/types.h>

#include <gtest/gtest.h>

#include <map>
#include <stdexcept>
#include <string>

namespace nst::train {
namespace {

at::Generator numbers() { return generator_for(1, 2); }

TEST(Measures, FrechetDistanceOfShiftedSetsIsTheShift) {
  const at::Tensor a = at::randn({500, 6}, numbers(), at::kDouble);
  at::Tensor shift = at::zeros({6}, at::kDouble);
  shift[0] = 3;
  shift[4] = 4;
  EXPECT_NEAR(frechet_distance(a, a), 0, 1e-6);
  EXPECT_NEAR(frechet_distance(a, a + shift), 5, 1e-9);
}

TEST(Measures, FrechetDistanceOfScaledSetsIsThatOfTheirDeviations) {
  // Diagonal covariances: d^2 = sum (s_i - s'_i)^2. Two opposite points an axis have exactly those.
  const at::Tensor a = at::cat({at::eye(4, at::kDouble), -at::eye(4, at::kDouble)});
  const at::Tensor deviation = (a.square().sum(0) / 7).sqrt();  // (4)
  const at::Tensor factor = at::tensor({1.0, 2.0, 3.0, 5.0}, at::kDouble);
  const double expected = (deviation * (factor - 1)).square().sum().sqrt().item<double>();
  EXPECT_NEAR(frechet_distance(a, a * factor), expected, 1e-9);
}

TEST(Measures, NearestFindsTheRowItself) {
  const at::Tensor rows = at::randn({20, 3}, numbers(), at::kDouble);
  const Nearest found = nearest(rows.flip(0), rows);
  EXPECT_TRUE(at::equal(found.index, at::arange(19, -1, -1, at::kLong)));
  EXPECT_NEAR(found.distance.max().item<double>(), 0, 1e-6);
}

TEST(Batches, ComeInOrderFromSeveralThreads) {
  Batches batches([](std::uint64_t step) { return at::full({1}, static_cast<double>(step), at::kDouble); }, 5, 45, 4);
  for (int step = 5; step < 45; ++step) {
    ASSERT_EQ(batches.next().item<double>(), step);
  }
}

TEST(Batches, HandOverWhatWentWrong) {
  Batches batches([](std::uint64_t) -> at::Tensor { throw std::runtime_error("broken"); }, 0, 3, 2);
  EXPECT_THROW(batches.next(), std::runtime_error);
}

TEST(RowNumbers, OfThreeProcessesAreThoseOfOne) {
  const auto drawn = [](int rows, int index, int count) {
    const RowNumbers random(numbers(), index, count);
    return at::cat(
        {random.normal({rows, 2}), random.uniform({rows, 1}, 3, 5), random.integers({rows, 3}, -4, 4).to(at::kFloat)},
        1);
  };
  const at::Tensor one = drawn(6, 0, 1);
  EXPECT_TRUE(at::equal(one, at::cat({drawn(2, 0, 3), drawn(2, 1, 3), drawn(2, 2, 3)})));
  EXPECT_EQ(one.size(0), 6);
}

TEST(Launch, SaysThePlaceOfAProcess) {
  using Variables = std::map<std::string, std::string>;
  const auto place = [](const Variables& variables) {
    return place_of_process([&](const char* name) {
      const auto found = variables.find(name);
      return found == variables.end() ? nullptr : found->second.c_str();
    });
  };
  EXPECT_EQ(place({}).count, 1);
  EXPECT_EQ(place({{"SLURM_PROCID", "0"}, {"SLURM_NTASKS", "4"}}).count, 1);  // a script of sbatch
  const Place alone = place({{"RANK", ""}, {"WORLD_SIZE", ""}});
  EXPECT_EQ(alone.count, 1);
  const Place torchrun = place({{"RANK", "5"},
                                {"WORLD_SIZE", "8"},
                                {"LOCAL_RANK", "1"},
                                {"MASTER_ADDR", "host"},
                                {"MASTER_PORT", "1234"},
                                {"TORCHELASTIC_USE_AGENT_STORE", "True"}});
  EXPECT_EQ(torchrun.index, 5);
  EXPECT_EQ(torchrun.count, 8);
  EXPECT_EQ(torchrun.local, 1);
  EXPECT_EQ(torchrun.address, "host");
  EXPECT_EQ(torchrun.port, 1234);
  EXPECT_TRUE(torchrun.hosted);
  const Place slurm = place({{"SLURM_PROCID", "2"}, {"SLURM_STEP_NUM_TASKS", "3"}});
  EXPECT_EQ(slurm.index, 2);
  EXPECT_EQ(slurm.local, 2);
  EXPECT_EQ(slurm.address, "127.0.0.1");
  EXPECT_FALSE(slurm.hosted);
  for (const Variables& nonsense : std::vector<Variables>{{{"RANK", "0"}},
                                                          {{"PMI_SIZE", "2"}},
                                                          {{"RANK", "2"}, {"WORLD_SIZE", "2"}},
                                                          {{"RANK", "0"}, {"WORLD_SIZE", "0"}},
                                                          {{"RANK", "-1"}, {"WORLD_SIZE", "2"}},
                                                          {{"RANK", "1x"}, {"WORLD_SIZE", "2"}},
                                                          {{"MASTER_PORT", "65536"}}}) {
    EXPECT_THROW(place(nonsense), Error);
  }
}

TEST(DiffAugment, KeepsSizesAndFindsTheWayBack) {
  const at::Tensor x = at::rand({4, 3, 16, 16}, numbers()).requires_grad_(true);
  const at::Tensor y = augmented(x, DiffAugment{}, numbers());
  ASSERT_EQ(y.sizes(), x.sizes());
  y.sum().backward();
  EXPECT_GT(x.grad().abs().sum().item<double>(), 0);
  EXPECT_TRUE(at::equal(augmented(x, {.colour = false, .shift = false, .cutout = false}, numbers()), x));
}

TEST(DiffAugment, CutsASquareOutAndMovesByAnEighthAtMost) {
  const at::Tensor x = at::ones({50, 3, 16, 16});
  const at::Tensor cut = augmented(x, {.colour = false, .shift = false, .cutout = true}, numbers());
  const at::Tensor zeros = (cut == 0).to(at::kLong).sum({1, 2, 3}) / 3;  // px of each picture
  EXPECT_LE(zeros.max().item<std::int64_t>(), 49);
  EXPECT_GE(zeros.min().item<std::int64_t>(), 9);  // at a corner
  const at::Tensor moved = augmented(x, {.colour = false, .shift = true, .cutout = false}, numbers());
  EXPECT_EQ(moved.narrow(2, 2, 12).narrow(3, 2, 12).min().item<float>(), 1);
  EXPECT_EQ(moved.min().item<float>(), 0);
}

TEST(LatentEncoder, DivergenceIsThatOfTheFormula) {
  const Posterior normal{.mean = at::zeros({2, 3, 1, 1}), .log_variance = at::zeros({2, 3, 1, 1})};
  EXPECT_NEAR(divergence(normal).item<double>(), 0, 1e-6);
  const Posterior moved{.mean = at::full({1, 3, 1, 1}, 2.0), .log_variance = at::zeros({1, 3, 1, 1})};
  EXPECT_NEAR(divergence(moved).item<double>(), 6, 1e-5);
}

/// The file that is shipped paints what the network in training paints, but for the precision of its numbers.
void expect_same_painting(const GeneratorShape& shape) {
  const test::TemporaryFolder folder;
  SwatchNetwork network(shape, 0.9, 3, at::kCPU);
  settle_statistics(network.net, 3);
  network.net->eval();
  DiscriminatorNet discriminator(DiscriminatorShape{.size = shape.size, .width = 8, .widest = 16});
  initialise(*discriminator, numbers());
  discriminator(at::randn({8, 3, shape.size, shape.size}, numbers()));  // statistics of its own
  discriminator->eval();
  write_generator(folder / "weights.safetensors", "test", network.net, &discriminator);

  const GeneratorModel shipped = load_generator(folder / "weights.safetensors");
  const torch::NoGradGuard no_grad;
  const at::Tensor z = network.noise(5, numbers());
  const at::Tensor painted = network.net(z);  // [-1, 1]
  EXPECT_LT((shipped.generator(z) - (painted + 1) / 2).abs().max().item<double>(), 4e-3);
  ASSERT_TRUE(shipped.discriminator);
}

TEST(GeneratorFile, PaintsAsInTraining) {
  expect_same_painting({.latent = 10, .global = 10, .grid = 1, .size = 32, .width = 8, .widest = 16});
  expect_same_painting({.latent = 10, .global = 4, .grid = 4, .size = 32, .width = 8, .widest = 16});
}

TEST(UpscalerFile, PaintsAsInTraining) {
  const test::TemporaryFolder folder;
  UpscalerNet net(4);
  write_upscaler(folder / "weights.safetensors", "test", net);
  const torch::NoGradGuard no_grad;
  const at::Tensor x = at::rand({2, 3, 32, 24}, numbers());
  const at::Tensor expected = net(x).clamp(0, 1);
  EXPECT_LT((Upscaler::load(folder / "weights.safetensors")(x) - expected).abs().max().item<double>(), 4e-3);
}

TEST(Log, IsReadBackUpToAStep) {
  const test::TemporaryFolder folder;
  Log log({"D", "G"});
  for (int step = 1; step <= 5; ++step) {
    log.add({.step = 10 * step, .values = {0.5 * step, 1}});
  }
  log.write_csv(folder / "log.csv");
  log.write_svg(folder / "curves.svg", "test", 10);
  Log read({"D", "G"});
  read.read(folder / "log.csv", 30);
  ASSERT_EQ(read.rows().size(), 3U);
  EXPECT_EQ(read.rows()[2].values[0], 1.5);
  EXPECT_EQ(read.recent(0, 2), 1.25);
  EXPECT_NE(test::read_text(folder / "curves.svg").find("<polyline"), std::string::npos);
  Log other({"error"});
  EXPECT_THROW(other.read(folder / "log.csv", 30), std::exception);
}

TEST(Sheet, PutsPicturesInLines) {
  const at::Tensor pictures = at::stack({at::zeros({3, 4, 5}), at::full({3, 4, 5}, 0.5), at::full({3, 4, 5}, 0.25)});
  const at::Tensor whole = sheet(pictures, 2);
  ASSERT_EQ(whole.sizes(), (std::vector<std::int64_t>{3, 12, 14}));
  EXPECT_EQ(whole[0][0][0].item<float>(), 0);
  EXPECT_EQ(whole[0][0][7].item<float>(), 0.5);
  EXPECT_EQ(whole[0][6][0].item<float>(), 0.25);
  EXPECT_EQ(whole[0][6][7].item<float>(), 1);
  EXPECT_EQ(whole[0][4][0].item<float>(), 1);
}

}  // namespace
}  // namespace nst::train
