#pragma once
#include <functional>
#include <map>
#include <string>

/// Text cases. A file tests/suite/KIND/NAME.txt holds cases:
///
///     === what the case shows
///     the input
///     --- file returns/a.csv
///     another, named input (any name but "output")
///     --- output
///     what the program must say
///
/// The runner calls the function registered for KIND and compares all of its output. `zh_suite --update DIR` writes what came
/// out in place of what was expected.
namespace zh::suite {

struct Case {
  std::string kind, file, name;
  std::string input;
  std::map<std::string, std::string> parts;  ///< named inputs, "file returns/a.csv" → its text
};

using Run = std::function<std::string(const Case&)>;

/// Registers a kind: `static const Kind kDecimal{"decimal", run_decimal};` in tests/kinds/LAYER.cc.
struct Kind {
  Kind(const std::string& name, Run run);
};

}  // namespace zh::suite
