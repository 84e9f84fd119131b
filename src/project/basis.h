#pragma once
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/decimal.h"
#include "base/unit.h"
#include "project/build.h"

namespace zh::project {

/// Where in the project's data a number could come from.
struct Basis {
  enum class Kind {
    rounding,     ///< the same value, rounded to other decimals or cut off
    unit,         ///< the same value in another unit
    vintage,      ///< of an earlier publication
    year,         ///< the same for another period
    member,       ///< the same for another member or region
    fact,         ///< another number that the report prints
    observation,  ///< another observation
    formula,      ///< a sum, difference, ratio or growth of what the number rests on
  };
  Kind kind = Kind::fact;
  std::string what;                  ///< 主营业务收入[2022]
  std::string value;                 ///< that it has: 3190亿元
  std::vector<std::string> origins;  ///< cells, or the place in the report
};

/// A number that somebody typed.
struct Typed {
  std::string text;  ///< 3621亿元
  std::vector<Basis> bases;
};

/// Looks a typed number up in all data of a project.
class Bases {
 public:
  explicit Bases(const Model& model);
  ~Bases();
  /// At most three, the nearest first. `fact`: the number whose place it took, nullptr for a new one. A short number (one or
  /// two digits) is looked for only near its fact: everywhere it would be found by chance.
  std::vector<Basis> of(const Decimal& number, const Unit& unit, const report::Fact* fact) const;

  /// The first numeral of a text and the unit behind it: 约3,621.5亿元 → 3621.5, 亿元. Only units whose noun the catalogue or
  /// the project's numbers use are known; without one the unit is that in which `fact` is printed. nullopt: no numeral.
  struct Quantity {
    Decimal number;
    Unit unit;
    std::string numeral;  ///< as written, without separators
  };
  std::optional<Quantity> quantity(const std::string& text, const report::Fact* fact) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace zh::project
