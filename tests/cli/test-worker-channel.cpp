// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/cli/worker-channel.h"

#include <gtest/gtest.h>

#include <string>

namespace nst::cli {
namespace {

TEST(WorkerChannel, CarriesTasksWithAnyName) {
  const auto [batch, worker] = Channel::make();
  batch.send(Task{"a\nb \"ä\".jpg", std::string(5000, 'x')});
  batch.send(Task{"second.jpg", "out.png"});
  const auto first = worker.task();
  ASSERT_TRUE(first);
  EXPECT_EQ(first->content, "a\nb \"ä\".jpg");
  EXPECT_EQ(first->output, std::string(5000, 'x'));
  const auto second = worker.task();
  ASSERT_TRUE(second);
  EXPECT_EQ(second->content, "second.jpg");
  EXPECT_EQ(second->output, "out.png");
}

TEST(WorkerChannel, CarriesAnswers) {
  const auto [batch, worker] = Channel::make();
  worker.send(Share{0.1});
  worker.send(Failed{"It is broken.\nQuite so."});
  worker.send(Failed{""});
  worker.send(Stopped{});
  worker.send(Done{});
  EXPECT_EQ(std::get<Share>(batch.answer().value()).done, 0.1);
  EXPECT_EQ(std::get<Failed>(batch.answer().value()).sentence, "It is broken.\nQuite so.");
  EXPECT_EQ(std::get<Failed>(batch.answer().value()).sentence, "");
  EXPECT_TRUE(std::holds_alternative<Stopped>(batch.answer().value()));
  EXPECT_TRUE(std::holds_alternative<Done>(batch.answer().value()));
}

TEST(WorkerChannel, TellsThatTheOtherEndIsGone) {
  auto [batch, worker] = Channel::make();
  worker.send(Done{});
  {
    const Channel gone = std::move(worker);
  }
  EXPECT_TRUE(batch.answer());  // what was said before
  EXPECT_FALSE(batch.answer());
  batch.send(Task{"a", "b"});
  EXPECT_FALSE(batch.task());
}

}  // namespace
}  // namespace nst::cli
