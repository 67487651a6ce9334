// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/cli/worker-channel.h"

#include "core/error.h"
#include "core/i18n.h"

#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <format>
#include <system_error>

namespace nst::cli {
namespace {

// The first letter of an answer.
constexpr char share_letter = 's';
constexpr char done_letter = 'd';
constexpr char stopped_letter = 'c';
constexpr char failed_letter = 'f';

struct AnswerText {
  std::string operator()(const Share& share) const { return std::format("{}{}", share_letter, share.done); }
  std::string operator()(const Done&) const { return {done_letter}; }
  std::string operator()(const Stopped&) const { return {stopped_letter}; }
  std::string operator()(const Failed& failed) const { return failed_letter + failed.sentence; }
};

}  // namespace

Channel::~Channel() {
  if (descriptor_ >= 0) {
    ::close(descriptor_);
  }
}

Channel& Channel::operator=(Channel&& other) noexcept {
  std::swap(descriptor_, other.descriptor_);
  return *this;
}

std::pair<Channel, Channel> Channel::make() {
  std::array<int, 2> ends{};
  if (::socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends.data()) != 0) {
    throw Error(
        tr("No more processes can be started: {}. Take a smaller --at-once.", std::generic_category().message(errno)));
  }
  return {Channel(ends[0]), Channel(ends[1])};
}

void Channel::send(const Task& task) const {
  // No name of a file holds a zero.
  send(task.content.string() + '\0' + task.output.string());
}

void Channel::send(const Answer& answer) const { send(std::visit(AnswerText{}, answer)); }

void Channel::send(const std::string& message) const {
  ssize_t sent = 0;
  do {
    sent = ::send(descriptor_, message.data(), message.size(), MSG_NOSIGNAL);
  } while (sent < 0 && errno == EINTR);
}

std::optional<Task> Channel::task() const {
  const auto message = receive();
  if (!message) {
    return std::nullopt;
  }
  const std::size_t end = message->find('\0');
  return Task{message->substr(0, end), message->substr(end + 1)};
}

std::optional<Answer> Channel::answer() const {
  const auto message = receive();
  if (!message) {
    return std::nullopt;
  }
  const std::string rest = message->substr(1);
  switch (message->front()) {
    case share_letter:
      return Share{std::stod(rest)};
    case stopped_letter:
      return Stopped{};
    case failed_letter:
      return Failed{rest};
    default:
      return Done{};
  }
}

std::optional<std::string> Channel::receive() const {
  constexpr std::size_t longest = 1 << 17;  // two names of the system's longest, or a sentence about them
  std::string message(longest, '\0');
  ssize_t length = 0;
  do {
    length = ::recv(descriptor_, message.data(), message.size(), 0);
  } while (length < 0 && errno == EINTR);
  if (length <= 0) {
    return std::nullopt;
  }
  message.resize(static_cast<std::size_t>(length));
  return message;
}

}  // namespace nst::cli
