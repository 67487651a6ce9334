// SPDX-License-Identifier: GPL-3.0-or-later
//
// The weights file of a generator as the core reads it (core/nets/generator): float16, batch normalisation folded into
// the convolutions.
#pragma once

#include "models/train/generator-net.h"

#include <filesystem>
#include <string>

namespace nst::train {

/// Writes `generator`, and `discriminator` unless it is null or has no normalisation by batch, whole or not at all. The
/// normalisations count with their running statistics. Throws Error.
void write_generator(const std::filesystem::path& path, const std::string& name, GeneratorNet& generator,
                     DiscriminatorNet* discriminator);

}  // namespace nst::train
