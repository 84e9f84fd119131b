// The first numbers of what semicolons or full stops set beside each other.
//
//   B257 bound   受理1803件，…。刑事68件，结38件…；民商事925件，…；行政诉讼38件，…；执行770件: together they are not more than
//                the amount before that they nearly make up
//   B258 bound   60周岁以上98463人，…；65周岁以上71256人；80周岁以上13827人: the older, the fewer
//
// What: B257 takes the first amounts of three parts or more of a sentence, or of sentences that begin alike, and the nearest
// amount of that noun before them that they fill to three fifths at least; B258 takes the amounts and the shares of one
// paragraph whose words name an age and 以上. When contradictory (a warning): B258 of two numbers of one sentence. When silent:
// what a sum ties already; ages of other groups (男, 在校).
#include <set>

#include "check/rules.h"
#include "check/search.h"

namespace zh::check {
namespace {

class SegmentHeads {
 public:
  SegmentHeads(const Evidence& e, Ledger& ledger) : e_(e), ledger_(ledger) {
    for (const Ledger::Entry& entry : ledger.entries())
      if (entry.verdict != Verdict::undecided && (entry.kind == "sum" || entry.kind == "bound"))
        bound_.insert(entry.operands.begin(), entry.operands.end());
  }

  void run() {
    for (const std::vector<int>& all : e_.paragraphs()) {
      heads(all);
      ages(all);
    }
  }

 private:
  static bool amount(const Claim& c) {
    return c.is_amount() && c.role == Role::level && !c.vague() && !c.noun.empty() && !c.averaged && c.exact.sign() > 0 &&
           c.depth == 0;
  }

  /// The first amounts of the segments of a sentence.
  void heads(const std::vector<int>& all) {
    for (std::size_t i = 0; i < all.size();) {
      std::vector<int> ids;
      std::size_t j = i;
      int segment = -1;
      for (; j < all.size() && e_[all[j]].sentence == e_[all[i]].sentence; ++j) {
        const Claim& c = e_[all[j]];
        if (c.segment == segment || !amount(c)) continue;
        segment = c.segment;
        ids.push_back(c.id);
      }
      i = j;
      constexpr std::size_t kFewest = 3;
      if (ids.size() < kFewest) continue;
      if (std::any_of(ids.begin(), ids.end(), [&](int id) { return e_[id].noun != e_[ids.front()].noun; })) continue;
      if (std::all_of(ids.begin(), ids.end(), [&](int id) { return bound_.count(id) > 0; })) continue;
      within(ids);
    }
  }

  void within(const std::vector<int>& ids) {
    const Claim& first = e_[ids.front()];
    const Interval sum = sum_of(e_, ids);
    constexpr std::size_t kFar = 30;
    constexpr int kBlocks = 2;
    const auto place = static_cast<std::size_t>(e_.place(first.id));
    for (std::size_t j = place; j-- > 0 && place - j <= kFar;) {
      const Claim& whole = e_[e_.prose()[j]];
      if (first.block - whole.block > kBlocks) return;
      if (!amount(whole) || whole.noun != first.noun || whole.sentence == first.sentence) continue;
      if (whole.value.high < sum.low || sum.high * Rational(5) < whole.value.low * Rational(3)) continue;
      ledger_.tell("B257", "bound", Verdict::consistent, whole.id, ids,
                   number_text(e_, whole.id) + " ≥ " + joined(e_, ids, " + "));
      return;
    }
  }

  struct Aged {
    int id, age;
  };
  /// 60 of 60周岁以上, 65岁及以上 in the words of a number, or of the amount whose share it is.
  int age_of(const Claim& c) const {
    const View text = e_.passage(c.id).text;
    const std::size_t from = claim::start_behind(text, c.start, U"，；。：（(\n");
    const View words = text.substr(from, c.start - from);
    if (words.size() > 20 || words.find_first_of(U"男女") != View::npos) return 0;
    const std::size_t year = words.find(U'岁');
    if (year == View::npos) return words.find(U"百岁") != View::npos ? 100 : 0;
    if (words.find(U"百岁") != View::npos) return 100;
    const View rest = words.substr(year + 1);
    if (claim::start_any(rest, {U"以上", U"及以上"}).empty()) return 0;
    std::size_t digits = year > 0 && words[year - 1] == U'周' ? year - 1 : year;
    const std::size_t end = digits;
    while (digits > 0 && claim::is_digit(words[digits - 1])) --digits;
    if (end - digits < 2 || end - digits > 3) return 0;
    int age = 0;
    for (std::size_t k = digits; k < end; ++k) age = age * 10 + static_cast<int>(words[k] - U'0');
    return age;
  }

  void ages(const std::vector<int>& all) {
    std::vector<Aged> told, shares;
    for (const int id : all) {
      const Claim& c = e_[id];
      if (c.is_amount() && c.role == Role::level && c.noun == U"人" && !c.vague()) {
        if (const int age = age_of(c); age >= 50) told.push_back({id, age});
        continue;
      }
      // 占21.77% right behind the number.
      if (c.role == Role::share && c.is_percentage() && !told.empty() && c.id - told.back().id <= 2 &&
          e_[told.back().id].sentence == c.sentence && c.base.empty())
        shares.push_back({id, told.back().age});
    }
    fall(told, true);
    fall(shares, false);  // as the amounts do
  }

  /// 60岁以上失能老人1200人，80岁以上老人5600人: the same words but for the age.
  bool told_alike(const Claim& a, const Claim& b) const {
    const auto words = [&](const Claim& c) {
      const View text = e_.passage(c.id).text;
      const std::size_t from = claim::start_behind(text, c.start, U"，；。：（(\n");
      Text out;
      for (const char32_t ch : text.substr(from, c.start - from))
        if (!claim::is_digit(ch) && !claim::one_of(ch, U"周岁及以上其中")) out += ch;
      return out;
    };
    return words(b).empty() || words(a) == words(b);
  }
  /// Each older group within the one before.
  void fall(const std::vector<Aged>& told, bool tell) {
    std::vector<int> run;
    for (std::size_t i = 0; i + 1 < told.size(); ++i) {
      const Claim &a = e_[told[i].id], &b = e_[told[i + 1].id];
      const bool older = told[i + 1].age > told[i].age;
      if (!older || a.exact < b.exact) {
        if (older && a.sentence == b.sentence && a.scale == b.scale && a.value.high < b.value.low && told_alike(a, b))
          ledger_.tell("B258", "bound", Verdict::contradictory, a.id, {b.id},
                       number_text(e_, a.id) + " < " + number_text(e_, b.id),
                       "年龄更大的一组有" + number_text(e_, b.id) + "，多于年龄较小起点的" + number_text(e_, a.id), 1);
        flush(run, tell);
        continue;
      }
      if (run.empty()) run.push_back(a.id);
      run.push_back(b.id);
    }
    flush(run, tell);
  }
  void flush(std::vector<int>& run, bool tell) {
    if (tell && run.size() >= 2)
      ledger_.tell("B258", "bound", Verdict::consistent, run.front(), {run.begin() + 1, run.end()}, joined(e_, run, " ≥ "));
    run.clear();
  }

  const Evidence& e_;
  Ledger& ledger_;
  std::set<int> bound_;  ///< parts of sums and bounds
};

}  // namespace

void check_segment_heads(const Evidence& evidence, Ledger& ledger) { SegmentHeads(evidence, ledger).run(); }

}  // namespace zh::check
