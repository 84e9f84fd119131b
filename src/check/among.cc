// A few of those that are named right before.
//
//   B252 bound   103个县级政府中，武汉市硚口区等9个; 纳入统计的82种产品中，产量增长的有45种; 在已经答复的9件申请中，同意公开的7
//   件; 形成173项案例，82项获国家认可、37项全国推广; 企业22个，规模以上的3个: what is among them is not more than they are
//
// When contradictory: never; a thing may be counted among them more than once. When silent: another noun; what is tied already.
#include <set>

#include "check/parts.h"
#include "check/rules.h"

namespace zh::check {
namespace {

class Among {
 public:
  Among(const Evidence& e, Ledger& ledger) : e_(e), ledger_(ledger), parts_(e, ledger, "B252") {
    for (const Ledger::Entry& entry : ledger.entries())
      if (entry.verdict != Verdict::undecided && entry.result >= 0)
        for (const int id : entry.operands) {
          tied_.add(id, entry.result);
          tied_.add(id, entry.operands.back());
        }
    tied_.sort();
  }

  void run() {
    for (std::size_t i = 0; i < e_.all.size(); ++i) {
      const Claim& c = e_.all[i];
      if (c.table >= 0 || !counted(c)) continue;
      if (opens(c))
        parts(c);
      else if (leans(c))
        of_named(c);
    }
    for (const auto& [whole, part] : named_)
      if (exceeded_.count(whole) == 0) parts_.add(whole, part);
    parts_.tell();
  }

 private:
  static bool counted(const Claim& c) {
    return c.kind == claim::Numeral::Kind::count && (c.role == Role::level || c.role == Role::count) && !c.vague() &&
           !c.noun.empty() && !c.chinese && c.exact.sign() > 0 && !claim::is_measured(c.noun) &&
           claim::end_any(c.before, {U"每", U"每万", U"每十万"}).empty();
  }

  /// 9件申请中，; 11073人里面，
  bool opens(const Claim& c) const {
    constexpr std::size_t kLongest = 16;
    const View text = e_.passage(c.id).text;
    std::size_t to = c.noun_end;
    while (to < text.size() && to - c.noun_end <= kLongest && !claim::one_of(text[to], U"，,、；：。（(\n") &&
           !claim::is_digit(text[to]))
      ++to;
    const View words = text.substr(c.noun_end, to - c.noun_end);
    return words.size() <= kLongest && !claim::end_any(words, {U"中", U"里", U"里面", U"中有", U"之中", U"当中"}).empty() &&
           claim::end_any(words, {U"其中", U"集中", U"年中"}).empty();
  }

  /// ，82项获国家认可; 、37项向全国推广; ，规模以上的3个: a count that tells no name of its own.
  bool leans(const Claim& c) const {
    constexpr std::size_t kLongest = 12;
    if (c.noun == U"人" || c.start == 0 || c.role != Role::level) return false;
    const View text = e_.passage(c.id).text;
    if (claim::end_any(c.before, {U"的", U"的有", U"的共"}).size() > 0)
      return c.before.size() <= kLongest && c.before.size() >= 3 && c.before.size() == c.clause_before.size();
    return (c.before.empty() || c.before.back() == U'、') && claim::one_of(text[c.start - 1], U"，、") &&
           c.noun_end < text.size() && claim::is_han(text[c.noun_end]);
  }
  /// The count of its noun that its sentence names before.
  void of_named(const Claim& c) {
    for (int id = c.id - 1; id >= 0; --id) {
      const Claim& o = e_[id];
      if (o.passage != c.passage || o.sentence != c.sentence || c.clause - o.clause > 3) return;
      if (o.noun != c.noun || !counted(o) || leans(o)) continue;
      // 7个行业增幅扩大，2个由负转正，9个持平: members of one list.
      if (o.exact < c.exact) exceeded_.insert(o.id);
      if (o.role == Role::level && o.depth == c.depth && !o.before.empty() && o.clause != c.clause && !tied_.has(o.id, c.id))
        named_.emplace_back(o.id, c.id);
      return;
    }
  }

  void parts(const Claim& whole) {
    std::vector<int> found;
    for (int id = whole.id + 1; id < static_cast<int>(e_.all.size()); ++id) {
      const Claim& c = e_[id];
      if (c.passage != whole.passage || c.sentence != whole.sentence) break;
      if (c.noun != whole.noun || !counted(c) || c.depth != whole.depth) continue;
      if (c.exact > whole.exact || opens(c) || !claim::find_any(c.before, {U"上年", U"去年", U"同期", U"合计", U"共"}).empty())
        break;
      if (!tied_.has(whole.id, c.id)) found.push_back(c.id);
    }
    constexpr std::size_t kMost = 4;
    if (found.size() > kMost) found.resize(kMost);
    if (!found.empty()) tell_parts(e_, ledger_, "B252", whole.id, found);
  }

  const Evidence& e_;
  Ledger& ledger_;
  Parts parts_;
  std::vector<std::pair<int, int>> named_;
  std::set<int> exceeded_;  ///< what is no whole, for a number that leans on it is larger
  Pairs tied_;
};

}  // namespace

void check_among(const Evidence& evidence, Ledger& ledger) { Among(evidence, ledger).run(); }

}  // namespace zh::check
