#pragma once
#include <map>
#include <string>

#include "base/diagnostic.h"

namespace zh::report {

/// A number that was decided by hand: the report prints it, whatever the data give.
struct Override {
  std::string fact;      ///< id of the fact
  std::string printed;   ///< 3621亿元: what stands in the report
  std::string computed;  ///< 3612亿元: what the data gave when it was decided
  std::string because, by, on;
  std::string edition;            ///< internal or public: only there; empty: in both
  std::string place, expression;  ///< for people who read the file
  Location where;
};

using Overrides = std::map<std::string, Override>;  ///< by fact

}  // namespace zh::report
