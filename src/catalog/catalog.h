#pragma once
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/decimal.h"
#include "base/diagnostic.h"
#include "base/unit.h"
#include "base/world.h"
#include "catalog/records.h"

namespace zh::catalog {

enum class Measure { stock, flow, rate, index, growth };
enum class Better { higher, lower, neither };

struct Target {
  Decimal value;
  int by = 0;  ///< year
  std::string document, clause;
};

/// A defined quantity (指标).
struct Indicator {
  std::string code;  ///< economy.main_revenue
  std::string name;  ///< 主营业务收入
  std::vector<std::string> aliases;
  std::string english;
  Unit unit;
  Measure measure = Measure::flow;
  std::optional<int> decimals;  ///< at most so many are printed; absent: as the source gives, or as the operands of a formula
  std::map<std::string, std::string> by;  ///< breakdown code → list name: type → 特种设备类别
  Better better = Better::neither;
  std::string department, definition, source, note;
  std::string formula;  ///< an expression; empty: observed
  /// Reported growth and shares are indicators of their own, tied to the one they speak of (codes).
  std::string growth_of;  ///< 主营业务收入增速 → economy.main_revenue
  enum class Basis { current_prices, constant_prices, not_applicable };
  Basis basis = Basis::not_applicable;
  std::string share_of;    ///< numerator
  std::string share_base;  ///< words: 昆明市
  /// Of a rate: the code of what it is a rate of, its n (抽查批次). From few cases a change of the rate says little.
  std::string base;
  std::vector<Target> targets;
  std::shared_ptr<const RecordMeasure> records;  ///< counted from case records
  Location where;                                ///< where it is defined
};

/// Members of a breakdown (目录). Every list has a total member.
struct MemberList {
  enum class Kind { partition, subset, overlapping };
  std::string name;
  Kind kind = Kind::partition;
  std::vector<std::string> members;
  std::map<std::string, std::string> names;                  ///< folded name or alias → member; a name counts before an alias
  std::vector<std::pair<std::string, std::string>> aliases;  ///< alias as written → member
  std::string total = "合计";
  /// The member that gathers what is not listed. It is a remainder, no category: it has no rank and is in no top. Not declared:
  /// a member whose whole name is 其他, 其它 or 其余; declared empty: there is none, even if one is called so.
  std::optional<std::string> rest;
  std::string noun = "项";  ///< a member with its measure word, as lists are counted: 个行业, 家企业
  Location where;
  bool is_rest(const std::string& member_name) const;
  /// By name or alias, already folded; empty if there is none.
  std::string member(const std::string& folded) const;
};

/// The target that applies in a year: the next one that is due, else the last that was. nullptr if there is none.
const Target* target_for(const Indicator& indicator, int year);

/// The code of the indicator's breakdown with this code or list's name; empty if it has none.
std::string breakdown_named(const Indicator& indicator, const std::string& word);
/// The same, else the one whose list's name ends so: 行业 for 国民经济行业.
std::string breakdown_like(const Indicator& indicator, const std::string& word);

class Catalog {
 public:
  /// By code, name or alias (folded). nullptr if there is none.
  const Indicator* find(std::string_view name) const;
  const Indicator* by_code(std::string_view code) const;
  const MemberList* list(std::string_view name) const;
  const std::vector<Indicator>& indicators() const { return indicators_; }
  const std::vector<MemberList>& lists() const { return lists_; }
  const std::map<std::string, RecordKind>& record_kinds() const { return kinds_; }
  /// By code or name, folded. nullptr if there is none.
  const RecordKind* record_kind(std::string_view name) const;
  const std::map<std::string, CodeList>& code_lists() const { return codes_; }
  std::vector<std::string> names() const;  ///< every code, name and alias: for "did you mean"
  /// The reported growth of an indicator, if the catalogue has one. nullptr otherwise.
  const Indicator* reported_growth(std::string_view code) const;
  const Indicator* reported_share(std::string_view code) const;

  /// Adds the definitions of one TOML file (see docs/catalog.md). A later file may replace an indicator of an earlier one only
  /// with `replace = true`. Faults: unknown keys, missing name/unit/kind, duplicate names or aliases, unknown lists.
  void load(const std::string& toml, const std::string& file, Diagnostics& faults);
  /// Gives members other names: what `rename` makes of them, of their aliases and of the texts of definitions.
  void rename_members(const std::function<std::string(const std::string&)>& rename);
  /// After all files: references between definitions.
  void validate(Diagnostics& faults) const;

 private:
  std::vector<Indicator> indicators_;
  std::vector<MemberList> lists_;
  std::map<std::string, RecordKind> kinds_;                     ///< by code
  std::map<std::string, CodeList> codes_;                       ///< by name
  std::map<std::string, std::size_t, std::less<>> index_;       ///< folded name → indicator
  std::map<std::string, std::size_t, std::less<>> list_index_;  ///< folded name → list
};

/// The standard catalogue, compiled into the program.
void load_standard(Catalog& catalog, Diagnostics& faults);
/// docs/catalog.zh.md, generated.
std::string reference_page(const Catalog& catalog);

}  // namespace zh::catalog
