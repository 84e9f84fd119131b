#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/decimal.h"
#include "base/diagnostic.h"
#include "base/unit.h"

namespace zh::catalog {

/// A list of codes with their hierarchy (代码表): GB/T 2260, GB/T 4754, categories, channels.
struct CodeList {
  struct Item {
    std::string code, name;  ///< the same where the list has names only
    int parent = -1;         ///< index of the item above, or -1
    int level = 0;           ///< 0 at the top
  };
  std::string name, source;
  std::vector<std::string> levels;  ///< names of the levels, from the top: 门类, 大类
  std::vector<Item> items;          ///< in the order of the file: every item stands behind the one above it
  std::vector<std::pair<std::string, std::string>> aliases;  ///< other name → code or name
  Location where;

  static constexpr int kAmbiguous = -2;
  /// Index by code, name or alias as written; -1 if there is none. Where an item and one under it have the same name, the lower
  /// one is meant; a name in several branches (朝阳区) is kAmbiguous.
  int find(std::string_view word) const;
  /// The same with folded words (full-width characters, spaces), and with all names from the top: 云南省昆明市官渡区.
  int find_folded(std::string_view word) const;
  /// The item itself or the one above it on a level; -1 if it stands higher than that.
  int at_level(int item, int level) const;
  bool is_under(int item, int above) const;       ///< the same item counts
  int level_named(std::string_view level) const;  ///< -1 if there is none
  void index();                                   ///< after items and aliases are complete

 private:
  void add(std::unordered_map<std::string, int>& words, const std::string& word, int item) const;
  std::unordered_map<std::string, int> exact_, folded_;
};

/// A column of records (字段).
struct Field {
  enum class Type { text, code, date, datetime, decimal, yes_no };
  std::string code, name;            ///< received_at, 登记时间
  std::vector<std::string> aliases;  ///< other headers under which exports have it
  Type type = Type::text;
  std::string list;          ///< code: the list's name
  int digits = 0;            ///< decimal: digits after the point, 0 to 6, of 18 in all
  std::optional<Unit> unit;  ///< decimal
  bool required = false;
  bool personal = false;  ///< never enters the store: the column is skipped wherever it stands
  std::string definition;
  Location where;
};

/// What one case is (记录种类): complaint, inspected batch, penalty case.
struct RecordKind {
  std::string code, name, english, source, definition;
  std::vector<Field> fields;           ///< in the order of the file
  std::vector<std::size_t> key;        ///< fields that tell one record from all others
  int time = -1;                       ///< field with the date of the event; -1: a register (名录) without one
  std::optional<Decimal> max_rejects;  ///< share of rows that may be rejected, in percent; absent: 1
  Location where;

  int field(std::string_view code_or_name) const;  ///< index, also by alias, folded; -1 if there is none
  /// Changes whenever anything changes that decides what is stored; the lists' contents are part of it.
  std::string fingerprint(const std::map<std::string, CodeList>& lists) const;
};

/// A condition on a field of records; all given parts must hold.
struct RecordFilter {
  std::string field;             ///< code of the field
  std::vector<std::string> any;  ///< one of these; a code of a higher level stands for all under it
  std::string min, max, below;   ///< ≥, ≤, <: a number or a date, as written
  std::optional<bool> filled;
  bool negated = false;
  Location where;
};

/// How an indicator is counted from records.
struct RecordMeasure {
  enum class Value { count, sum, distinct, mean, median, quantile, ratio };
  std::string kind;  ///< code of the record kind
  Value value = Value::count;
  std::string field;                ///< what is summed, told apart, averaged; empty for count and ratio
  Decimal at;                       ///< quantile: 0 to 1
  std::vector<RecordFilter> where;  ///< which records count
  std::vector<RecordFilter> that;   ///< ratio: which of them make the numerator
  std::string time;                 ///< date field of the periods; empty: the kind's
  std::string region;               ///< code field of the region; empty: all records are the project's region's
  struct By {
    std::string breakdown;  ///< the indicator's
    std::string field;
    std::string level;  ///< of the field's list; empty: the codes themselves
    int top = 0;        ///< keep the members of dense rank ≤ top only; 0: all
  };
  std::vector<By> by;
  std::vector<std::vector<std::string>> cross;  ///< breakdowns that are counted together, besides each alone
  std::vector<std::string> periods;             ///< year, half, quarter, month
  Location at_line;
};

/// What stands in the name of every file of simulated records (zhiheng simulate), at its head, and in a column of its own in
/// every row, so that nobody takes them for real ones.
constexpr const char* kSimulatedMark = "模拟数据";
constexpr const char* kSimulatedColumn = "数据性质";
/// Does the file's name say so?
bool is_simulated(const std::string& path);

}  // namespace zh::catalog
