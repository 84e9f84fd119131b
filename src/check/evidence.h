#pragma once
#include <algorithm>
#include <deque>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "check/result.h"
#include "claim/claim.h"

/// What the rules see of a document, and where they put what they find.
namespace zh::check {

using claim::Claim;
using claim::Claims;
using claim::Role;
using claim::Text;
using claim::View;

/// The claims of a document with the indexes that rules need. Ids are indexes into `all`. For one thread: questions about names
/// are remembered.
class Evidence {
 public:
  Evidence(const readback::Reading& reading, const Claims& claims);

  const readback::Reading& reading;
  const Claims& claims;
  const std::vector<Claim>& all;

  const Claim& operator[](int id) const { return all[static_cast<std::size_t>(id)]; }
  /// Prose claims that are data, in order; by paragraph.
  const std::vector<int>& prose() const { return prose_; }
  const std::vector<std::vector<int>>& paragraphs() const { return paragraphs_; }
  /// The position of a prose claim in prose(), or -1.
  int place(int id) const { return place_[static_cast<std::size_t>(id)]; }
  int paragraph(int id) const { return paragraph_of_[static_cast<std::size_t>(id)]; }  ///< index into paragraphs(), or -1
  int section(int id) const { return section_of_block_[static_cast<std::size_t>((*this)[id].block)]; }
  const claim::Passage& passage(int id) const { return claims.passages[static_cast<std::size_t>((*this)[id].passage)]; }
  /// Words between two numbers of one passage.
  View between(int a, int b) const;
  /// The whole clause or sentence around a number.
  View clause(int id) const;
  View sentence(int id) const;

  /// Data whose name is like `name`, best first; at most `limit`. `from` breaks ties by distance.
  std::vector<int> named(const Text& name, int from, int at_least, std::size_t limit) const;
  /// The same of those that `wanted` admits.
  std::vector<int> named(const Text& name, int from, int at_least, std::size_t limit,
                         const std::function<bool(const Claim&)>& wanted) const;
  /// Data of exactly this value (absolute), in order of place.
  const std::vector<int>& valued(const Rational& value) const;
  /// Those of them that stand in tables.
  const std::vector<int>& valued_cells(const Rational& value) const;
  /// The tables at most so many blocks before or behind a block, in order.
  std::span<const claim::Table> tables_near(int block, int reach) const;
  /// is_mean(), remembered.
  bool mean(int id) const;
  /// The latest year that the document names in four digits; 0 if none.
  const Rational& latest_year() const { return latest_year_; }

 private:
  /// A name and the claims that bear it, in order: a report says the same few hundred names again and again.
  struct Named {
    Text name;
    std::vector<int> ids;
  };
  struct Hash {
    std::size_t operator()(const Rational& value) const { return value.hash(); }
  };
  /// Names about equally like a name: indexes into names_.
  using Tier = std::vector<int>;
  /// The likest first.
  const std::vector<Tier>& like(const Text& name, int at_least) const;

  Rational latest_year_;
  std::vector<int> prose_, place_, paragraph_of_, section_of_block_;
  std::vector<std::vector<int>> paragraphs_;
  std::vector<Named> names_;
  std::unordered_map<std::uint64_t, std::vector<int>> by_pair_;  ///< pair of neighbouring characters → indexes into names_
  mutable std::map<int, std::unordered_map<Text, std::vector<Tier>>> like_;  ///< what like() found already, by at_least
  mutable std::size_t like_size_ = 0;
  std::unordered_map<Rational, std::vector<int>, Hash> by_value_, cells_by_value_;
  mutable std::vector<signed char> mean_;  ///< -1: not asked yet
};

/// 人均收入, 平均工资, 单价, 指数: does not add up.
bool is_mean(const Claim& claim);

/// How a printed number agrees with a computed interval.
enum class Fit { none, truncated, rounded };
Fit fit(const Claim& printed, const Interval& computed);

/// The chance, in millionths, that an unrelated computation hits `printed`: widths over twice its size, as if the leading
/// digits of numbers were spread evenly over two orders of magnitude (Benford 1938 in its crudest form).
std::int64_t chance(const Claim& printed, const Interval& computed);
/// Arithmetic may choose among candidates as long as the chances of all that were tried add up to less than this.
inline constexpr std::int64_t kEnough = 20000;

/// Whether one digit changed, lost, added or swapped with its neighbour turns `a` into `b` (both as printed, digits only).
bool one_edit_apart(const std::string& a, const std::string& b);
/// Whether the two numerals, brought to the same decimals, are one such edit apart and have one scale: 11 and 11.7.
bool slip_apart(const Claim& a, const Claim& b);
/// `value` printed with the decimals, scale and sign habit of `like`: "65.29%".
std::string printed_like(const Rational& value, const Claim& like);

/// Full-width digits, points and commas as ASCII, all else as it stands.
std::string narrow_digits(const std::string& text);
/// The digits, points and commas of `text` as wide as those of the numeral that it replaces.
std::string as_wide_as(const Claim& like, const std::string& text);

/// How firmly words and place tie the operands of a relation that fails.
enum class Tie {
  wild,     ///< arithmetic tried it: it can only support another reading
  weak,     ///< plausible neighbours
  medium,   ///< by place and kind
  strong,   ///< by words
  certain,  ///< by words, and the members beside it hold: no further evidence is needed
};
using Recompute = std::function<std::optional<Interval>(const std::vector<Interval>&)>;

/// What stands behind the equals sign of a relation. Most tries fail: what only joins its operands is not put into words
/// before.
class Formula {
 public:
  Formula(std::string text) : text_(std::move(text)) {}  // NOLINT: implicit on purpose
  /// The operands in their order.
  static Formula joined(const char* separator) {
    Formula out{std::string()};
    out.separator_ = separator;
    return out;
  }
  std::string text(const Evidence& evidence, const std::vector<int>& operands) const;

 private:
  std::string text_;
  const char* separator_ = nullptr;
};

/// A reading that the language suggests and that does not hold; weighed when all rules have run.
struct Miss {
  const char* rule;
  std::string_view kind;
  int result = -1;
  std::vector<int> operands;
  Recompute again;
  Tie tie = Tie::weak;
  Formula formula;
  std::string reason;
  int tries = 1;           ///< readings of the same result that were as plausible
  bool patterned = false;  ///< others of the same words or column are computed so
};

/// What a person should look at though nothing contradicts it.
struct Remark {
  const char* rule;
  std::string message;
  std::vector<int> numbers;
  readback::Range range;
};

class Ledger {
 public:
  explicit Ledger(const Evidence& evidence) : results_(evidence.all.size()), used_(evidence.all.size()) {}

  struct Entry {
    const char* rule;
    std::string_view kind;
    Verdict verdict = Verdict::consistent;
    int result = -1;
    std::vector<int> operands;
    std::string formula;
    std::optional<Interval> computed;
    std::string message;
    std::vector<readback::Range> spans;
    bool truncation = false;
    int weight = 0;  ///< of a contradiction: 0 error, 1 warning
    int charge = 0;  ///< how loosely words tie the operands: percent of the chance that Search::offer counted, 0 firmly
  };
  /// Keeps the relation unless the same numbers are tied in the same way already. Its index, or -1.
  int add(Entry entry);
  /// The same for what no computation says: order, bounds, wording, counts. An empty message is the formula.
  int tell(const char* rule, std::string_view kind, Verdict verdict, int result, std::vector<int> operands, std::string formula,
           std::string message = {}, int weight = 0, std::vector<readback::Range> spans = {});

  /// Relations of a kind that explain this number as their result.
  bool explained(int id, std::initializer_list<std::string_view> kinds) const;
  /// Whether a relation of the kind explains this number as its result that is more than a find of arithmetic, or is fixed by
  /// words and fails.
  bool firmly_explained(int id, std::string_view kind) const;
  /// A reading that words fix waits: arithmetic looks for no other of this number and kind.
  void fix(int id, std::string_view kind) { fixed_[id].push_back(kind); }
  bool fixed(int id, std::string_view kind) const {
    const auto found = fixed_.find(id);
    return found != fixed_.end() && std::find(found->second.begin(), found->second.end(), kind) != found->second.end();
  }
  bool used(int id) const { return used_[static_cast<std::size_t>(id)] > 0; }
  const std::vector<int>& of_result(int id) const { return results_[static_cast<std::size_t>(id)]; }
  /// An entry stays where it is while others are added.
  const std::deque<Entry>& entries() const { return entries_; }
  std::deque<Entry>& entries() { return entries_; }
  std::vector<Miss> misses;
  std::vector<Remark> remarks;

 private:
  /// Whether the same numbers are tied in the same way.
  static bool alike(const Entry& a, const Entry& b);

  std::deque<Entry> entries_;
  std::vector<std::vector<int>> results_;
  std::vector<int> used_;
  std::unordered_multimap<std::size_t, int> seen_;  ///< a hash of what ties which numbers → index into entries_
  std::unordered_map<int, std::vector<std::string_view>> fixed_;
};

/// From this charge on place and arithmetic alone chose the operands, and a reading that words tie may take a number from them.
inline constexpr int kLoose = 14;

/// Pairs of numbers: all are gathered before one is looked for.
class Pairs {
 public:
  void add(int a, int b) { all_.emplace_back(std::min(a, b), std::max(a, b)); }
  void sort() { std::sort(all_.begin(), all_.end()); }
  bool has(int a, int b) const { return std::binary_search(all_.begin(), all_.end(), std::minmax({a, b})); }

 private:
  std::vector<std::pair<int, int>> all_;
};

/// Results and operands of what holds, two by two; with `rates` also the two operands of a quotient.
Pairs tied_by(const Ledger& ledger, bool rates);

/// For formulas and messages.
std::string number_text(const Evidence& evidence, int id);
std::string joined(const Evidence& evidence, const std::vector<int>& ids, const char* separator);
std::string name_text(const Claim& claim);

}  // namespace zh::check
