// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/optimisers.h"

#include "core/error.h"

#include <ATen/ATen.h>
#include <gtest/gtest.h>

namespace nst {
namespace {

class Optimisers : public testing::TestWithParam<OptimiserKind> {
 protected:
  Settings settings_{.optimiser = GetParam(), .steps = 150, .learning_rate = 0.05, .averaging = 0.5};
  at::Tensor goal_ = at::linspace(0.1, 0.9, 3 * 6 * 5).view({1, 3, 6, 5});
  Function bowl_ = [this](const at::Tensor& x) {
    // Badly scaled on purpose: some directions are a hundred times steeper than others.
    return ((x - goal_).square() * at::linspace(0.01, 1, x.numel()).view_as(x)).mean();
  };
};

TEST_P(Optimisers, ReachTheBottomOfABowl) {
  const at::Tensor result = optimise(at::full({1, 3, 6, 5}, 0.5), bowl_, {}, settings_, {});
  EXPECT_LT((result - goal_).abs().max().item<double>(), 0.05);
}

TEST_P(Optimisers, LeaveImmovablePixelsAlone) {
  at::Tensor movable = at::zeros({1, 1, 6, 5});
  movable.narrow(2, 0, 3).fill_(1);
  const at::Tensor start = at::full({1, 3, 6, 5}, 0.5);
  const at::Tensor result = optimise(start, bowl_, movable, settings_, {});
  if (GetParam() == OptimiserKind::l_bfgs) {
    EXPECT_TRUE(result.narrow(2, 3, 3).equal(start.narrow(2, 3, 3)));
  } else {
    EXPECT_TRUE(at::allclose(result.narrow(2, 3, 3), start.narrow(2, 3, 3), 0, 1e-6));  // averaging rounds
  }
  EXPECT_LT((result - goal_).narrow(2, 0, 3).abs().max().item<double>(), 0.06);
}

TEST_P(Optimisers, StayInRange) {
  const Function outward = [](const at::Tensor& x) { return (x - 5).square().mean(); };
  const at::Tensor result = optimise(at::full({1, 3, 4, 4}, 0.5), outward, {}, settings_, {});
  EXPECT_LE(result.max().item<double>(), 1);
  EXPECT_NEAR(result.min().item<double>(), 1, 1e-6);
}

TEST_P(Optimisers, ReportAndStop) {
  std::stop_source stop;
  double last = -1;
  const Progress progress(
      [&](double share) {
        EXPECT_GE(share, last);
        last = share;
        if (share > 0.5) {
          stop.request_stop();
        }
      },
      stop.get_token());
  EXPECT_THROW(optimise(goal_, bowl_, {}, settings_, progress), Cancelled);
  EXPECT_LT(last, 0.6);
}

INSTANTIATE_TEST_SUITE_P(All, Optimisers, testing::Values(OptimiserKind::l_bfgs, OptimiserKind::adam));

}  // namespace
}  // namespace nst
