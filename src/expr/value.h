#pragma once
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/interval.h"
#include "base/period.h"
#include "base/rational.h"
#include "base/rounding.h"
#include "base/status.h"
#include "base/unit.h"
#include "catalog/catalog.h"
#include "store/store.h"

namespace zh::expr {

struct Lineage;
using LineagePtr = std::shared_ptr<const Lineage>;

/// A quantity on its way from cells to the page: exact, with unit and what it rests on.
struct Value {
  std::optional<Rational> number;  ///< in `unit`; absent: missing, and everything computed from it is missing too
  ObsStatus status = ObsStatus::normal;
  Unit unit;
  catalog::Measure measure = catalog::Measure::flow;
  int decimals = 0;                  ///< digits printed after the point; an estimate's may be negative (tens)
  std::optional<Interval> interval;  ///< of an estimate: where the true value lies
  LineagePtr lineage;
  bool nearly = false;  ///< a difference of printed values that differ before they are rounded: zero is 基本持平, not 持平

  /// What is printed: rounded once. Precondition: number.
  Decimal printed(Rounding rounding) const { return round(*number, decimals, rounding); }
};

/// One node of the tree from a printed number down to cells.
struct Lineage {
  enum class Kind {
    cell,     ///< an observation: origins
    missing,  ///< no observation: label says which
    formula,  ///< an indicator's formula, an expression's operator or a built-in
    printed,  ///< the input rounded as printed, used as such (differences of printed figures)
    literal,
    estimate,  ///< an observation estimated by a formula
  };
  Kind kind = Kind::formula;
  std::string label;        ///< 监督抽查合格率[2023]
  std::string formula;      ///< in words: (抽查批次 − 不合格批次) ÷ 抽查批次
  std::string substituted;  ///< (108 − 31) ÷ 108
  std::optional<Rational> number;
  Unit unit;
  ObsStatus status = ObsStatus::normal;
  std::optional<store::Key> key;       ///< of a cell, a missing value or a formula indicator
  std::vector<store::Origin> origins;  ///< of a cell
  std::string note;
  std::vector<LineagePtr> inputs;
};

/// All cells a tree rests on, each once, in order of first use.
std::vector<store::Origin> origins_of(const Lineage& lineage);

/// An element of a breakdown or of a series.
struct Item {
  std::string label;  ///< 电梯; 2021年; 高新区
  Value value;
  int rank = 0;       ///< dense rank, 1 is first; 0 where unranked (missing, or the remainder)
  bool rest = false;  ///< the remainder of a list (其他): no category, so it has no rank
};
using Items = std::vector<Item>;
/// Dense ranks by value from high to low: what is printed alike shares a rank; what is missing and the remainder have none.
void rank(Items& items, Rounding rounding);

/// What an expression gives: one value, several, or words (年份, 期末, 地区).
using Result = std::variant<Value, Items, std::string>;

}  // namespace zh::expr
