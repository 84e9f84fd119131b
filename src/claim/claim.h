#pragma once
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/interval.h"
#include "claim/numeral.h"
#include "readback/reading.h"

namespace zh::claim {

/// What a number is in its sentence or table.
enum class Role {
  level,     ///< a quantity of the period that is reported
  prior,     ///< the same of an earlier period (上年同期的65件)
  change,    ///< an amount of change (增加9件); sign from the verb
  growth,    ///< a relative change; sign from the verb or written
  share,     ///< of a whole (占, 比重)
  rate,      ///< 率
  percent,   ///< some other percentage
  point,     ///< a change in 百分点
  multiple,  ///< 倍
  count,     ///< of listed things (三类, 前5位)
  limit,     ///< a bound or one end of a range
  date,
  label,
};
const char* role_name(Role role);

/// Characters; nobody writes a longer clause, and work on one grows with its length.
constexpr std::size_t kMostOfClause = 300;

struct Claim {
  int id = 0;
  readback::Range range;
  std::string text;  ///< as printed
  Numeral::Kind kind = Numeral::Kind::count;
  Role role = Role::level;
  Rational exact;  ///< as printed × scale; percentages in %, ‰ in % too; sign of the verb applied to growth, change and point
  Rational unit_place;  ///< one unit of the last printed digit: 0.01 for 5.37, 1e4 for 12万
  Interval value;       ///< all values printed like this; a point for counts
  int decimals = 0, scale = 0;
  Numeral::Bound bound = Numeral::Bound::exact;
  bool chinese = false, written_sign = false;
  int sign = 0;        ///< of the verb: +1, -1; 0 none
  std::string reason;  ///< of labels, dates, limits
  Text noun;           ///< 件, 元 …
  int passage = 0, block = 0, sentence = 0, segment = 0, clause = 0, item = 0, depth = 0;
  std::size_t start = 0, end = 0, noun_end = 0;  ///< in the passage
  int table = -1, row = -1, column = -1;         ///< of a cell that holds this number alone
  View before;                                   ///< of the clause, from its start or the number before it; as the other views
                                                 ///< a part of Claims::passages
  View clause_before;                            ///< of the clause, from its start
  View after;                                    ///< up to the next mark or number
  Text name;                                     ///< what is counted or measured, as far as the clause says
  bool name_inherited = false;
  Text base;  ///< X of 占X的, 为X的
  bool year_on_year = false, month_on_month = false;
  bool averaged = false;  ///< 人均, 日均: a quotient, rounded even where it counts

  bool is_percentage() const {
    return kind == Numeral::Kind::percent || kind == Numeral::Kind::permille || kind == Numeral::Kind::part;
  }
  bool is_level() const { return role == Role::level || role == Role::prior; }
  bool is_amount() const {
    return kind == Numeral::Kind::count && !chinese && (role == Role::level || role == Role::prior || role == Role::change);
  }
  bool vague() const { return bound != Numeral::Bound::exact && bound != Numeral::Bound::about; }
};

/// A table as rows and columns of cells with their labels.
struct Table {
  enum class Column { label, level, prior, change, growth, share, rate, point, other };
  int block = 0;
  int rows = 0, columns = 0, header_rows = 0;
  std::vector<std::vector<int>> number;  ///< claim of a cell that holds one number alone, or -1
  std::vector<std::vector<Text>> text;   ///< of every cell
  std::vector<Text> row_label, header;
  std::vector<int> indent;   ///< of a row's label: 0 none, more: 其中, #, leading spaces
  std::vector<bool> total;   ///< 合计, 总计, 小计 …
  std::vector<Column> kind;  ///< of a column
  Text caption;
  int at(int row, int column) const { return number[static_cast<std::size_t>(row)][static_cast<std::size_t>(column)]; }
};

/// Everything understood of a document. Claims stand in order of place. Not to be copied: claims point into the passages.
struct Claims {
  Claims() = default;
  Claims(Claims&&) = default;
  Claims& operator=(Claims&&) = default;
  std::vector<Passage> passages;
  std::vector<Claim> claims;
  std::vector<Table> tables;
  int sentences = 0;
};

Claims understand(const readback::Reading& reading);

/// Fills Claims::tables and the roles, units and names of their cells. Part of understand().
void read_tables(const readback::Reading& reading, Claims& claims);

/// Sets value and exact from number, scale, noun and sign.
void set_value(Claim& claim, const Decimal& number);

/// How alike two names are, 0 … 100: pairs of neighbouring characters of the shorter that the longer has.
int likeness(const Text& a, const Text& b);

}  // namespace zh::claim
