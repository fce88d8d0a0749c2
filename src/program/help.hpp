#pragma once

#include <convene/core/text.hpp>

namespace CLI {
class App;
}

namespace convene::program {

/// The language of help and of usage errors, which are printed before the options are read: that of `--lang`, else of
/// the environment variable CONVENE_LANG, else English.
[[nodiscard]] Language help_language(int argc, char** argv);

/// Puts the help of a program and of all its commands, and its usage errors, into Chinese. Texts without a translation
/// stay in English; a test finds them.
void translate_help(CLI::App& app);

} // namespace convene::program
