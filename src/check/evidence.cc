#include "check/evidence.h"

#include <algorithm>
#include <array>
#include <boost/container/small_vector.hpp>

#include "base/rounding.h"
#include "base/text.h"
#include "check/search.h"

namespace zh::check {
namespace {

std::uint64_t pair_key(char32_t a, char32_t b) { return (static_cast<std::uint64_t>(a) << 32U) | b; }
bool is_datum(const Claim& c) { return c.role != Role::date && c.role != Role::label; }

/// The ids of several sorted lists outwards from one; of two at one distance the earlier first.
class Nearest {
 public:
  explicit Nearest(int from) : from_(from) {}
  void add(const std::vector<int>& ids) {
    const auto at = std::lower_bound(ids.begin(), ids.end(), from_);
    if (at != ids.end()) add({&*at, ids.data() + ids.size() - 1, 1, 0, 0});
    if (at != ids.begin()) add({&*at - 1, ids.data(), -1, 0, 0});
  }
  /// -1: no more.
  int next() {
    if (steps_.empty()) return -1;
    if (heap_) std::pop_heap(steps_.begin(), steps_.end());
    const auto at = heap_ ? steps_.end() - 1 : std::max_element(steps_.begin(), steps_.end());
    const int id = at->id;
    if (at->ids == at->last) {
      if (!heap_) *at = steps_.back();
      steps_.pop_back();
      return id;
    }
    at->ids += at->step;
    set(*at);
    if (heap_) std::push_heap(steps_.begin(), steps_.end());
    return id;
  }

 private:
  struct Step {
    const int* ids;
    const int* last;
    int step;  ///< +1, -1
    int id, distance;
    friend bool operator<(const Step& a, const Step& b) {
      return a.distance != b.distance ? a.distance > b.distance : a.id > b.id;
    }
  };
  void set(Step& step) const {
    step.id = *step.ids;
    step.distance = std::abs(step.id - from_);
  }
  void add(Step step) {
    constexpr std::size_t kFew = 8;  // are looked through faster than they are kept in order
    set(step);
    steps_.push_back(step);
    if (heap_) {
      std::push_heap(steps_.begin(), steps_.end());
    } else if (steps_.size() > kFew) {
      heap_ = true;
      std::make_heap(steps_.begin(), steps_.end());
    }
  }

  int from_;
  bool heap_ = false;
  boost::container::small_vector<Step, 8> steps_;
};

}  // namespace

Evidence::Evidence(const readback::Reading& reading_in, const Claims& claims_in)
    : reading(reading_in), claims(claims_in), all(claims_in.claims) {
  place_.assign(all.size(), -1);
  mean_.assign(all.size(), -1);
  paragraph_of_.assign(all.size(), -1);
  int section = 0;
  for (const readback::Block& block : reading.blocks) {
    if (block.kind == readback::Block::Kind::heading) ++section;
    section_of_block_.push_back(section);
  }
  int passage = -1;
  std::unordered_map<std::u32string_view, std::size_t> index_of;
  for (const Claim& c : all) {
    if (c.kind == claim::Numeral::Kind::year && c.end - c.start == 4) latest_year_ = std::max(latest_year_, c.exact);
    if (!is_datum(c)) continue;
    if (c.table < 0) {
      place_[static_cast<std::size_t>(c.id)] = static_cast<int>(prose_.size());
      prose_.push_back(c.id);
      // No paragraph that anyone wrote has more numbers; what a hostile one would cost grows with their square.
      constexpr std::size_t kMostInParagraph = 300;
      if (c.passage != passage || paragraphs_.back().size() == kMostInParagraph) {
        paragraphs_.emplace_back();
        passage = c.passage;
      }
      paragraphs_.back().push_back(c.id);
      paragraph_of_[static_cast<std::size_t>(c.id)] = static_cast<int>(paragraphs_.size()) - 1;
    }
    if (c.role == Role::limit || c.chinese) continue;
    const Rational value = c.exact.abs();
    by_value_[value].push_back(c.id);
    if (c.table >= 0) cells_by_value_[value].push_back(c.id);
    if (c.name_inherited) continue;
    const auto [known, fresh] = index_of.try_emplace(c.name, names_.size());
    if (fresh) names_.push_back({c.name, {}});
    names_[known->second].ids.push_back(c.id);
    if (!fresh) continue;
    for (std::size_t i = 0; i + 1 < c.name.size(); ++i) {
      std::vector<int>& list = by_pair_[pair_key(c.name[i], c.name[i + 1])];
      const int index = static_cast<int>(known->second);
      if (list.empty() || list.back() != index) list.push_back(index);
    }
  }
}

View Evidence::between(int a, int b) const {
  const Claim &x = (*this)[a], &y = (*this)[b];
  if (x.passage != y.passage || x.noun_end > y.start) return {};
  return View(passage(a).text).substr(x.noun_end, y.start - x.noun_end);
}

View Evidence::clause(int id) const {
  const Claim& c = (*this)[id];
  const View text = passage(id).text;
  const std::size_t from = c.start - c.clause_before.size();
  std::size_t to = c.end;
  while (to < std::min(text.size(), c.end + claim::kMostOfClause) && !claim::one_of(text[to], U"，。；！？：（）()")) ++to;
  return text.substr(from, to - from);
}

View Evidence::sentence(int id) const {
  const Claim& c = (*this)[id];
  const View text = passage(id).text;
  std::size_t from = c.start, to = c.end;
  constexpr std::size_t kMostOfSentence = 2000;  // a list that somebody wrote; what is longer has no sentences
  while (from > 0 && c.start - from < kMostOfSentence && !claim::one_of(text[from - 1], U"。！？\n")) --from;
  while (to < std::min(text.size(), c.end + kMostOfSentence) && !claim::one_of(text[to], U"。！？\n")) ++to;
  return text.substr(from, to - from);
}

std::vector<int> Evidence::named(const Text& name, int from, int at_least, std::size_t limit) const {
  return named(name, from, at_least, limit, nullptr);
}

std::vector<int> Evidence::named(const Text& name, int from, int at_least, std::size_t limit,
                                 const std::function<bool(const Claim&)>& wanted) const {
  constexpr std::size_t kMostRefused = 1000;  // what is farther away is not what was meant
  std::vector<int> out;
  for (const Tier& tier : like(name, at_least)) {
    Nearest nearest(from);
    for (const int index : tier) nearest.add(names_[static_cast<std::size_t>(index)].ids);
    std::size_t refused = 0;
    for (int id = nearest.next(); id >= 0 && refused < kMostRefused; id = nearest.next()) {
      if (id == from) continue;
      if (wanted && !wanted((*this)[id])) {
        ++refused;
        continue;
      }
      out.push_back(id);
      if (out.size() == limit) return out;
    }
  }
  return out;
}

const std::vector<Evidence::Tier>& Evidence::like(const Text& name, int at_least) const {
  constexpr std::size_t kMostRemembered = 2'000'000;  // names, of a hostile text with ever new names
  constexpr std::size_t kTooCommon = 400;             // names with one pair: it tells nothing
  if (like_size_ > kMostRemembered) {
    like_.clear();
    like_size_ = 0;
  }
  const auto [known, fresh] = like_[at_least].try_emplace(name);
  std::vector<Tier>& tiers = known->second;
  if (!fresh) return tiers;
  std::vector<int> hits;  // a name as often as it has a pair of this one
  std::size_t skipped = 0;
  for (std::size_t i = 0; i + 1 < name.size(); ++i) {
    const auto found = by_pair_.find(pair_key(name[i], name[i + 1]));
    if (found == by_pair_.end()) continue;
    if (found->second.size() > kTooCommon) {
      ++skipped;
      continue;
    }
    hits.insert(hits.end(), found->second.begin(), found->second.end());
  }
  std::sort(hits.begin(), hits.end());
  std::array<Tier, 11> by_score;  // in tenths
  for (auto hit = hits.begin(); hit != hits.end();) {
    const int index = *hit;
    const auto end = std::find_if(hit, hits.end(), [&](int other) { return other != index; });
    const auto count = static_cast<std::size_t>(end - hit);
    hit = end;
    const Text& other = names_[static_cast<std::size_t>(index)].name;
    // What shares too few pairs cannot be like enough; most are dropped here.
    const std::size_t pairs = std::min(other.size(), name.size()) - 1;
    if (100 * (count + skipped) < static_cast<std::size_t>(at_least) * pairs) continue;
    const int score = claim::likeness(other, name);
    if (score >= at_least) by_score[static_cast<std::size_t>(score / 10)].push_back(index);
  }
  for (auto tier = by_score.rbegin(); tier != by_score.rend(); ++tier) {
    if (tier->empty()) continue;
    like_size_ += tier->size();
    tiers.push_back(std::move(*tier));
  }
  return tiers;
}

const std::vector<int>& Evidence::valued(const Rational& value) const {
  static const std::vector<int> kNone;
  const auto found = by_value_.find(value.abs());
  return found == by_value_.end() ? kNone : found->second;
}

Pairs tied_by(const Ledger& ledger, bool rates) {
  Pairs out;
  for (const Ledger::Entry& entry : ledger.entries()) {
    if (entry.verdict != Verdict::consistent || entry.result < 0) continue;
    for (const int id : entry.operands) out.add(id, entry.result);
    if (rates && entry.kind == "ratio" && entry.operands.size() == 2) out.add(entry.operands[0], entry.operands[1]);
  }
  out.sort();
  return out;
}

std::span<const claim::Table> Evidence::tables_near(int block, int reach) const {
  const auto from = std::partition_point(claims.tables.begin(), claims.tables.end(),
                                         [&](const claim::Table& t) { return t.block < block - reach; });
  const auto to =
      std::partition_point(from, claims.tables.end(), [&](const claim::Table& t) { return t.block <= block + reach; });
  return {from, to};
}

const std::vector<int>& Evidence::valued_cells(const Rational& value) const {
  static const std::vector<int> kNone;
  if (cells_by_value_.empty()) return kNone;
  const auto found = cells_by_value_.find(value.abs());
  return found == cells_by_value_.end() ? kNone : found->second;
}

bool Evidence::mean(int id) const {
  signed char& known = mean_[static_cast<std::size_t>(id)];
  if (known < 0) known = is_mean((*this)[id]) ? 1 : 0;
  return known > 0;
}

bool is_mean(const Claim& claim) {
  static const claim::Words kMeans = {U"人均", U"户均", U"平均", U"日均", U"月均", U"年均",   U"亩均",
                                      U"件均", U"单产", U"单价", U"均价", U"指数", U"每万人", U"每百户"};
  return claim.averaged || !claim::find_any(claim.name, kMeans).empty() ||
         (claim.table < 0 && !claim::find_any(claim.before, kMeans).empty());
}

Fit fit(const Claim& printed, const Interval& computed) {
  Interval accepted = printed.value;
  if (printed.bound == claim::Numeral::Bound::about) {
    accepted.low = accepted.low - printed.unit_place;
    accepted.high = accepted.high + printed.unit_place;
  }
  if (accepted.meets(computed)) return Fit::rounded;
  if (printed.value.is_point()) return Fit::none;
  Interval cut = printed.exact.sign() >= 0 ? Interval{printed.exact, printed.exact + printed.unit_place}
                                           : Interval{printed.exact - printed.unit_place, printed.exact};
  if (printed.exact.sign() == 0) cut.low = -printed.unit_place;
  return cut.low < computed.high && computed.low < cut.high ? Fit::truncated : Fit::none;
}

std::int64_t chance(const Claim& printed, const Interval& computed) {
  const Rational width = printed.unit_place + computed.width();
  const Rational size = std::max(printed.exact.abs(), printed.unit_place);
  constexpr std::int64_t kAll = 1000000;
  const std::optional<std::int64_t> millionths = Rational::floor_of_quotient(width * Rational(kAll / 2), size).integer();
  return (millionths ? std::min(*millionths, kAll) : kAll) + 1;
}

bool one_edit_apart(const std::string& a, const std::string& b) {
  if (a == b) return false;
  if (a.size() == b.size()) {
    std::size_t i = 0;
    while (i < a.size() && a[i] == b[i]) ++i;
    std::size_t j = a.size();
    while (j > i && a[j - 1] == b[j - 1]) --j;
    if (j - i == 1) return true;
    return j - i == 2 && a[i] == b[i + 1] && a[i + 1] == b[i];
  }
  const std::string &small = a.size() < b.size() ? a : b, &large = a.size() < b.size() ? b : a;
  if (large.size() - small.size() != 1) return false;
  std::size_t i = 0;
  while (i < small.size() && small[i] == large[i]) ++i;
  return small.compare(i, std::string::npos, large, i + 1, std::string::npos) == 0;
}

namespace {

/// ASCII digits and the point of a numeral with this many decimals.
std::string digits_with(const Claim& c, int decimals) {
  std::string out = digits_of(c);
  if (c.decimals == 0 && decimals > 0) out += '.';
  out.append(static_cast<std::size_t>(decimals - c.decimals), '0');
  return out;
}

/// Bytes of the digit at this place of UTF-8 text: 1, 3 for a full-width one; 0: no digit.
std::size_t digit_bytes(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  if (byte(at) >= '0' && byte(at) <= '9') return 1;
  return at + 2 < text.size() && byte(at) == 0xEF && byte(at + 1) == 0xBC && byte(at + 2) >= 0x90 && byte(at + 2) <= 0x99 ? 3
                                                                                                                          : 0;
}

std::string unspaced(std::string_view text) {
  std::string out;
  for (const char ch : text)
    if (ch != ' ' && ch != '\n' && ch != '\t') out += ch;
  return out;
}

}  // namespace

bool slip_apart(const Claim& a, const Claim& b) {
  if (a.exact == b.exact || a.scale != b.scale) return false;
  const int decimals = std::max(a.decimals, b.decimals);
  const std::string x = digits_with(a, decimals), y = digits_with(b, decimals);
  return x.size() == y.size() && one_edit_apart(x, y);
}

std::string printed_like(const Rational& value, const Claim& like) {
  int scale = like.scale;
  if (like.kind == claim::Numeral::Kind::permille) scale = -1;
  const Rational shown = (like.sign < 0 && value.sign() < 0 ? -value : value) / Rational::power_of_ten(scale);
  const Decimal rounded = round(shown, like.decimals, Rounding::half_up);
  const bool grouped = like.text.find(',') != std::string::npos;
  std::string out = grouped ? rounded.str_grouped() : rounded.str();
  // What stands behind the digits is kept, without the spaces of a spaced text: 万, %, 个百分点.
  std::size_t tail = 0;
  for (std::size_t i = 0; i < like.text.size(); ++i)
    if (const std::size_t width = digit_bytes(like.text, i)) tail = i + width;
  return out + unspaced(std::string_view(like.text).substr(tail));
}

namespace {

// U+FF0C, U+FF0E, U+FF10 … U+FF19 stand 0xFEE0 above their ASCII forms.
constexpr char32_t kWide = 0xFEE0;
constexpr View kNarrow = U",.0123456789", kBroad = U"，．０１２３４５６７８９";

std::string mapped(const std::string& text, View from, bool up) {
  Text out = to_u32(text);
  for (char32_t& c : out)
    if (claim::one_of(c, from)) c = up ? c + kWide : c - kWide;
  return to_utf8(out);
}

}  // namespace

std::string narrow_digits(const std::string& text) { return mapped(text, kBroad, false); }

std::string as_wide_as(const Claim& like, const std::string& text) {
  const Text own = to_u32(like.text);
  const bool wide = std::any_of(own.begin(), own.end(), [](char32_t c) { return c >= U'０' && c <= U'９'; });
  return wide ? mapped(text, kNarrow, true) : text;
}

bool Ledger::alike(const Entry& a, const Entry& b) {
  return a.result == b.result && a.kind == b.kind &&
         std::is_permutation(a.operands.begin(), a.operands.end(), b.operands.begin(), b.operands.end()) &&
         std::equal(a.spans.begin(), a.spans.end(), b.spans.begin(), b.spans.end(),
                    [](const readback::Range& x, const readback::Range& y) { return x.start == y.start; });
}

int Ledger::add(Entry entry) {
  // Ties of one kind between the same numbers.
  std::size_t key = static_cast<std::size_t>(entry.result) * 31U + entry.operands.size();
  for (const int id : entry.operands) key += static_cast<std::size_t>(id) * static_cast<std::size_t>(id);
  for (const readback::Range& r : entry.spans) key = key * 31U + r.start;
  const int index = static_cast<int>(entries_.size());
  const auto [first, last] = seen_.equal_range(key);
  if (std::any_of(first, last,
                  [&](const auto& known) { return alike(entry, entries_[static_cast<std::size_t>(known.second)]); }))
    return -1;
  seen_.emplace(key, index);
  if (entry.result >= 0 && entry.verdict != Verdict::undecided) {
    results_[static_cast<std::size_t>(entry.result)].push_back(index);
    ++used_[static_cast<std::size_t>(entry.result)];
  }
  if (entry.verdict != Verdict::undecided)
    for (const int id : entry.operands) ++used_[static_cast<std::size_t>(id)];
  entries_.push_back(std::move(entry));
  return index;
}

int Ledger::tell(const char* rule, std::string_view kind, Verdict verdict, int result, std::vector<int> operands,
                 std::string formula, std::string message, int weight, std::vector<readback::Range> spans) {
  Entry entry;
  entry.rule = rule;
  entry.kind = kind;
  entry.verdict = verdict;
  entry.result = result;
  entry.operands = std::move(operands);
  entry.spans = std::move(spans);
  entry.message = message.empty() ? formula : std::move(message);
  entry.formula = std::move(formula);
  entry.weight = weight;
  return add(std::move(entry));
}

bool Ledger::explained(int id, std::initializer_list<std::string_view> kinds) const {
  for (const int index : results_[static_cast<std::size_t>(id)])
    for (const std::string_view kind : kinds)
      if (entries_[static_cast<std::size_t>(index)].kind == kind) return true;
  return false;
}

bool Ledger::firmly_explained(int id, std::string_view kind) const {
  if (fixed(id, kind)) return true;
  const std::vector<int>& found = of_result(id);
  return std::any_of(found.begin(), found.end(), [&](int index) {
    const Entry& entry = entries_[static_cast<std::size_t>(index)];
    return entry.charge < kLoose && entry.kind == kind;
  });
}

std::string number_text(const Evidence& evidence, int id) {
  const Claim& c = evidence[id];
  std::string text = unspaced(c.text);
  if (c.kind == claim::Numeral::Kind::count && c.table < 0) text += to_utf8(c.noun);
  return text;
}

std::string joined(const Evidence& evidence, const std::vector<int>& ids, const char* separator) {
  std::string out;
  for (const int id : ids) out += (out.empty() ? "" : separator) + number_text(evidence, id);
  return out;
}

std::string Formula::text(const Evidence& evidence, const std::vector<int>& operands) const {
  return separator_ == nullptr ? text_ : check::joined(evidence, operands, separator_);
}

std::string name_text(const Claim& claim) { return to_utf8(claim.name); }

}  // namespace zh::check
