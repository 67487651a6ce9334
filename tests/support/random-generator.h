// SPDX-License-Identifier: GPL-3.0-or-later
//
// Generators and upscalers for tests that need some network, but not a good one.
#pragma once

#include <array>
#include <filesystem>

namespace nst::test {

/// Writes a DCGAN of 64 px with a discriminator to `path`, with latent vectors of `latent` numbers and `widths`
/// channels between its layers.
void write_random_generator(const std::filesystem::path& path, int latent = 16,
                            const std::array<int, 4>& widths = {16, 16, 8, 8});

/// The same with a grid of latent vectors, 4 x 4 for its own 64 px, of 4 global and 12 local channels.
void write_random_grid_generator(const std::filesystem::path& path);

/// An upscaler that changes what it enlarges visibly, with `widths` channels at its three sizes.
void write_random_upscaler(const std::filesystem::path& path, const std::array<int, 3>& widths = {4, 8, 8});

}  // namespace nst::test
