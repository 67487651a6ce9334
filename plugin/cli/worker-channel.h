// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a batch and the processes that paint for it say to each other, and the connection between them.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <variant>

namespace nst::cli {

/// A picture to paint.
struct Task {
  std::filesystem::path content;
  std::filesystem::path output;
};

struct Share {
  double done = 0;  ///< of the task, 0 to 1
};
struct Done {};
struct Stopped {};  ///< by a signal; no other answer follows
struct Failed {
  std::string sentence;
};
using Answer = std::variant<Share, Done, Stopped, Failed>;

/// One end of a connection that carries whole messages.
class Channel {
 public:
  /// Takes over `descriptor`, a socket.
  explicit Channel(int descriptor) : descriptor_(descriptor) {}
  ~Channel();
  Channel(Channel&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
  Channel& operator=(Channel&& other) noexcept;

  /// Two connected ends, which programs started later do not inherit. Throws Error.
  static std::pair<Channel, Channel> make();

  /// Nothing happens if the other end is gone; the next answer() or task() tells.
  void send(const Task& task) const;
  void send(const Answer& answer) const;

  /// The next message, for which it waits. Nothing if the other end is gone.
  std::optional<Task> task() const;
  std::optional<Answer> answer() const;

  int descriptor() const { return descriptor_; }

 private:
  void send(const std::string& message) const;
  std::optional<std::string> receive() const;

  int descriptor_;
};

}  // namespace nst::cli
