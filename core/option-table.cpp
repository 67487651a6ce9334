// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/i18n.h"
#include "core/layers.h"
#include "core/options.h"

#include <algorithm>
#include <array>
#include <limits>

namespace nst {
namespace {

/// The kind of an enumeration's member: what is stored is the enumeration, what the table speaks is its number.
template <auto member>
constexpr Choice choice(std::span<const Choice::Entry> entries) {
  return {entries, [](const Settings& settings) { return static_cast<int>(settings.*member); },
          [](Settings& settings, int value) {
            settings.*member = static_cast<std::remove_reference_t<decltype(settings.*member)>>(value);
          }};
}

constexpr std::array qualities{
    Choice::Entry{"draft", translatable("Draft"),
                  translatable("One pass of a network that has learned to paint: at once, simpler strokes")},
    Choice::Entry{"normal", translatable("Normal"), translatable("Works the style into the picture step by step")},
    Choice::Entry{"best", translatable("Best"), translatable("Many more steps, and up to twice the working size")},
};

constexpr std::array transfers{
    Choice::Entry{"covariance", translatable("Covariance"),
                  translatable("All features together: closer to the style's colors and strokes")},
    Choice::Entry{"moments", translatable("Mean and deviation"),
                  translatable("Each feature by itself: closer to the photograph's shapes")},
};

constexpr std::array colours{
    Choice::Entry{"style", translatable("The style's"), translatable("Paints with the colors of the style")},
    Choice::Entry{"matched", translatable("The photograph's, matched"),
                  translatable("Recolors the style like the photograph before it is painted")},
    Choice::Entry{"luminance", translatable("The photograph's, exactly"),
                  translatable("Paints in light and dark alone and keeps the photograph's colors")},
    Choice::Entry{"colors-only", translatable("Only the colors of the style"),
                  translatable("Keeps the photograph's light and dark and takes nothing but colors")},
};

constexpr std::array colour_matchings{
    Choice::Entry{"symmetric", translatable("Symmetric"), translatable("Moves the colors as little as possible")},
    Choice::Entry{"cholesky", translatable("Cholesky"),
                  translatable("Keeps the order of the channels: red decides first, blue last")},
    Choice::Entry{"pca", translatable("Principal axes"),
                  translatable("Turns the main directions of the colors onto each other")},
};

constexpr std::array style_losses{
    Choice::Entry{"wasserstein", translatable("Wasserstein"),
                  translatable("Compares how colors and shapes are distributed: the truest strokes")},
    Choice::Entry{"gram", translatable("Gram"),
                  translatable("The classic measure of Gatys and others: bolder, a little faster")},
    Choice::Entry{"covariance", translatable("Covariance"),
                  translatable("Like Gram, but about the mean: the colors follow the photograph more")},
    Choice::Entry{"moments", translatable("Mean and deviation"),
                  translatable("Each feature by itself: the fastest, knows colors and grain, hardly shapes")},
};

constexpr std::array conventions{
    Choice::Entry{"relative", translatable("Relative"),
                  translatable("1 is the usual look, whatever the network, the layers and the size")},
    Choice::Entry{"gatys", translatable("Gatys"), translatable("Units of Gatys, Ecker and Bethge 2015")},
    Choice::Entry{"keras", translatable("Keras"), translatable("Units of the Keras example")},
    Choice::Entry{"pytorch", translatable("PyTorch"), translatable("Units of the PyTorch tutorial")},
    Choice::Entry{"neural-style", translatable("neural-style"), translatable("Units of neural-style and its port")},
    Choice::Entry{"control", translatable("Control paper"),
                  translatable("Units of “Controlling Perceptual Factors”, Gatys and others 2017")},
};

constexpr std::array variations{
    Choice::Entry{"squared", translatable("Squared"), translatable("Softens edges and noise alike")},
    Choice::Entry{"absolute", translatable("Absolute"),
                  translatable("That of neural-style: flattens areas, into little squares")},
    Choice::Entry{"keras", translatable("Power 1.25"), translatable("That of the Keras example, between the two")},
    Choice::Entry{"isotropic", translatable("Isotropic"),
                  translatable("Flattens areas and keeps edges, whatever way they run: poster-like")},
};

constexpr std::array poolings{
    Choice::Entry{"own", translatable("As trained"),
                  translatable("What the network was trained with, without its lattice")},
    Choice::Entry{"max", translatable("Maximum"), translatable("Livelier, leaves a fine lattice")},
    Choice::Entry{"average", translatable("Average"), translatable("Smoother strokes")},
    Choice::Entry{"l2", translatable("Root mean square"), translatable("Between maximum and average")},
};

constexpr std::array propagations{
    Choice::Entry{"simple", translatable("Soft"),
                  translatable("Each region's mask made smaller; soft edges stay soft")},
    Choice::Entry{"inside", translatable("Inside"),
                  translatable("Only what sees nothing but the region: no style leaks in from its neighbors")},
    Choice::Entry{"all", translatable("All that sees it"), translatable("Everything that sees some of the region")},
};

constexpr std::array region_statistics{
    Choice::Entry{"full", translatable("Full"), translatable("Each region has the full texture of its own styles")},
    Choice::Entry{"sums", translatable("Sums"),
                  translatable("Colors and tones by region, one texture for all: cheaper with many regions")},
};

constexpr std::array starts{
    Choice::Entry{"automatic", translatable("Automatic"),
                  translatable("The photograph; in Best a draft, from which fewer steps lead as far")},
    Choice::Entry{"content", translatable("The photograph"), translatable("Keeps most of what is shown")},
    Choice::Entry{"noise", translatable("Noise"), translatable("Freer, follows the seed")},
    Choice::Entry{"grey", translatable("Gray"), translatable("An even gray with a trace of noise")},
    Choice::Entry{"statistics", translatable("The style's colors"),
                  translatable("Noise with the mean and the spread of the style's colors")},
    Choice::Entry{"picture", translatable("Another picture"), translatable("The file or layer that is given for it")},
    Choice::Entry{"draft", translatable("A draft"),
                  translatable("What one pass of a network paints: fewer steps and sizes are needed")},
};

constexpr std::array optimisers{
    Choice::Entry{"l-bfgs", translatable("L-BFGS"), translatable("Few, well-aimed steps")},
    Choice::Entry{"adam", translatable("Adam"),
                  translatable("Many small steps; averaged, so that little noise is left")},
    Choice::Entry{"rmsprop", translatable("RMSProp"),
                  translatable("Steps of even size everywhere; cleaner edges, more noise")},
    Choice::Entry{"sgd", translatable("Gradient descent"),
                  translatable("The plainest; needs a well-chosen learning rate")},
    Choice::Entry{"nadam", translatable("NAdam"), translatable("Adam that looks one step ahead")},
};

constexpr std::array decays{
    Choice::Entry{"constant", translatable("None"), translatable("All steps at the same rate")},
    Choice::Entry{"exponential", translatable("Exponential"),
                  translatable("Each step's rate is the share 1 − decay rate / 100 of the last one's")},
    Choice::Entry{"power", translatable("Power"), translatable("Step i at the rate / √(1 + decay rate × i)")},
};

constexpr std::array precisions{
    Choice::Entry{"automatic", translatable("Automatic"), translatable("The faster one on this machine")},
    Choice::Entry{"float32", translatable("32 bits"), translatable("Exact on every machine")},
    Choice::Entry{"bfloat16", translatable("16 bits"),
                  translatable("bfloat16 inside the network: twice as fast where the processor has it")},
};

constexpr std::array devices{
    Choice::Entry{"automatic", translatable("Automatic"),
                  translatable("The graphics card if there is one that can be used")},
    Choice::Entry{"cpu", translatable("Processor"), translatable("Never touches the graphics card")},
    Choice::Entry{"cuda", translatable("Graphics card"), translatable("CUDA")},
};

constexpr int largest_seed = std::numeric_limits<int>::max();

constexpr std::array table{
    Option{"quality", translatable("_Quality"),
           translatable("How much work goes into the picture; Draft passes over all options about steps and measures"),
           Group::style, choice<&Settings::quality>(qualities)},
    Option{"strength", translatable("S_trength"),
           translatable("How strongly the style is painted; 0 leaves the photograph as it is"), Group::style,
           Real{&Settings::strength, 0, 1e12, 0, 4}},
    Option{"brush-size", translatable("Style si_ze"),
           translatable("Size of the style's strokes: 1 takes the style as large as the picture, 0.5 half as large; "
                        "what is painted limits it"),
           Group::style, Real{&Settings::brush_size, 0.05, 8, 0.25, 2, translatable("× picture")}},
    Option{"content-weight", translatable("_Keep the photograph"),
           translatable("How closely the picture holds on to the photograph's shapes; 0 paints the pure texture"),
           Group::style, Real{&Settings::content_weight, 0, 1e12, 0, 4}},
    Option{"smoothness", translatable("Smooth_ness"),
           translatable("Removes fine noise; too much makes the paint look blurred"), Group::style,
           Real{&Settings::smoothness, 0, 1e12, 0, 4}},
    Option{"color", translatable("C_olors"), translatable("Which colors the painting has"), Group::colour,
           choice<&Settings::colour>(colours)},
    Option{"color-matching", translatable("M_atching"),
           translatable("How the style gets the photograph's colors where they are matched"), Group::colour,
           choice<&Settings::colour_matching>(colour_matchings)},
    Option{"swatch-size", translatable("Swatch siz_e"),
           translatable("Side of the swatches of a generated style, each of which is then taken half as large as "
                        "the picture; where the generator paints any size, larger ones have finer strokes"),
           Group::style, Integer{&Settings::swatch_size, 16, 2048, 64, 1024, translatable("px")}},
    Option{"truncation", translatable("Tr_uncation"),
           translatable("How far the swatches of a generated style go from the usual: below 1 safer and more alike, "
                        "above 1 wilder"),
           Group::style, Real{&Settings::truncation, 0.01, 2, 0.3, 1.5}},
    Option{"working-size", translatable("Wor_king size"),
           translatable("The longer side at which the picture is painted; larger pictures are brought up from it"),
           Group::size, Integer{&Settings::working_size, 64, 32768, 256, 4096, translatable("px")}},
    Option{"scales", translatable("Sc_ales"),
           translatable("At how many sizes the picture is painted, each half of the next; 0 takes as many as fit"),
           Group::size, Integer{&Settings::scales, 0, 12, 0, 6}},
    Option{"memory", translatable("M_emory"),
           translatable("How much the work may take; the picture is worked on in tiles that fit; 0 takes half of what "
                        "is free"),
           Group::size, Integer{&Settings::memory, 0, 1 << 20, 0, 16384, translatable("MB")}},
    Option{"style-loss", translatable("Styl_e measure"), translatable("How two styles are compared"), Group::method,
           choice<&Settings::style_loss>(style_losses)},
    Option{"style-layers", translatable("Style la_yers"),
           translatable("Where the network looks for style: gatys, second, omahony, all, or layers with weights, such "
                        "as “conv1_1 conv3_1:2”"),
           Group::method, Text{&Settings::style_layers, check_style_layers}},
    Option{"content-layers", translatable("Co_ntent layers"),
           translatable("Where the network looks for shapes: default, gatys, omahony, or layers with weights"),
           Group::method, Text{&Settings::content_layers, check_content_layers}},
    Option{"convention", translatable("_Units of weights"),
           translatable("In which units strength, content weight and smoothness are given"), Group::method,
           choice<&Settings::convention>(conventions)},
    Option{"smoothness-kind", translatable("_Kind of smoothness"), translatable("What counts as noise"), Group::method,
           choice<&Settings::variation>(variations)},
    Option{"pooling", translatable("P_ooling"), translatable("How the network shrinks what it sees"), Group::method,
           choice<&Settings::pooling>(poolings)},
    Option{"guides", translatable("Ed_ges of regions"), translatable("What of the network belongs to a region"),
           Group::method, choice<&Settings::propagation>(propagations)},
    Option{"region-statistics", translatable("Te_xture of regions"),
           translatable("What each region takes from its styles"), Group::method,
           choice<&Settings::region_statistics>(region_statistics)},
    Option{"draft-transfer", translatable("Style in dr_afts"),
           translatable("What of the style's statistics a draft takes on"), Group::method,
           choice<&Settings::feature_transfer>(transfers)},
    Option{"start", translatable("S_tart from"), translatable("The picture that the painting begins with"),
           Group::method, choice<&Settings::start>(starts)},
    Option{"start-file", translatable("_Picture to start from"),
           translatable("The picture that the painting begins with if it starts from another picture"), Group::method,
           File{&Settings::start_file}},
    Option{"seed", translatable("See_d"), translatable("Another number gives another noise to start from"),
           Group::method, Integer{&Settings::seed, 0, largest_seed, 0, 9999}},
    Option{"optimizer", translatable("_Optimizer"), translatable("How the picture is improved from step to step"),
           Group::steps, choice<&Settings::optimiser>(optimisers)},
    Option{
        "steps", translatable("S_teps"),
        translatable("Steps at each size up to 512 px, fewer at larger ones; more take longer and look more finished"),
        Group::steps, Integer{&Settings::steps, 1, 100000, 20, 500}},
    Option{"history", translatable("Histor_y"),
           translatable("How many of its last steps L-BFGS learns from; each takes memory"), Group::steps,
           Integer{&Settings::history, 1, 100, 1, 30}},
    Option{"learning-rate", translatable("Learnin_g rate"),
           translatable("How far a step moves; L-BFGS finds that by itself"), Group::steps,
           Real{&Settings::learning_rate, 0.000001, 1000, 0.001, 0.1}},
    Option{"decay", translatable("_Decay"), translatable("How the learning rate falls from step to step"), Group::steps,
           choice<&Settings::decay>(decays)},
    Option{"decay-rate", translatable("D_ecay rate"), translatable("How fast the learning rate falls"), Group::steps,
           Real{&Settings::decay_rate, 0, 100, 0, 5}},
    Option{"averaging", translatable("_Averaging"),
           translatable("How many pictures are averaged into the result: 0 takes the last one alone; L-BFGS always "
                        "takes its last one"),
           Group::steps, Real{&Settings::averaging, 0, 0.999, 0, 0.999}},
    Option{"encoder", translatable("_Encoder"),
           translatable("Another network that looks at the picture: its weights file, or the id of an installed model; "
                        "none takes the one that is built in"),
           Group::machine, File{&Settings::encoder}},
    Option{"decoder", translatable("Draft _network"),
           translatable("Another network that paints drafts: its weights file, or the id of an installed model; none "
                        "takes the one that is built in"),
           Group::machine, File{&Settings::decoder}},
    Option{"precision", translatable("_Precision"), translatable("How exactly the network computes"), Group::machine,
           choice<&Settings::precision>(precisions)},
    Option{"device", translatable("_Device"), translatable("What computes"), Group::machine,
           choice<&Settings::device>(devices)},
    Option{"state-file", translatable("St_ate file"),
           translatable("Where a long run keeps what it has reached; the same call goes on from there"), Group::machine,
           File{&Settings::state_file, /*written=*/true}},
    Option{"state-interval", translatable("Save ever_y"),
           translatable("How often the state file is written; 0 after each step"), Group::machine,
           Real{&Settings::state_interval, 0, 86400, 0, 600, translatable("s")}},
    Option{"keep-stopped", translatable("_Keep what a stop has reached"),
           translatable("A run that is stopped gives the picture as far as it has come, in place of nothing"),
           Group::machine, Toggle{&Settings::keep_stopped}},
};

}  // namespace

std::span<const Option> options() { return table; }

const Option* find_option(std::string_view name) {
  const auto found = std::ranges::find_if(table, [&](const Option& option) { return name == option.name; });
  return found == table.end() ? nullptr : &*found;
}

const char* label(Group group) {
  constexpr std::array labels{translatable("Style"),  translatable("Colors"), translatable("Size"),
                              translatable("Method"), translatable("Steps"),  translatable("Machine")};
  return labels.at(static_cast<std::size_t>(group));
}

}  // namespace nst
