// Stages of one business, and shares of one whole.
//
//   B231 bound   审查逮捕1286件，批准1094件; 不合格83批次，已立案76件，办结71件; 培训38624人次，取得证书27916人次: what went on
//   to the next stage is not more than what reached the one before B233 bound   占45.0%；占27.7%；占14.5%: shares told one
//   after another do not exceed 100 % together
//
// Why: the words name the stage that a number has reached. When contradictory: never; what came over from before may be settled
// too, and shares of answers may overlap. When silent: a relation ties the two already; other measure words.
#include <algorithm>
#include <array>
#include <set>
#include <unordered_map>

#include "check/parts.h"
#include "check/rules.h"
#include "check/search.h"

namespace zh::check {
namespace {

class Stages {
 public:
  Stages(const Evidence& e, Ledger& ledger) : e_(e), ledger_(ledger), parts_(e, ledger, "B231") {
    for (const Ledger::Entry& entry : ledger.entries()) {
      if (entry.verdict == Verdict::undecided || entry.result < 0) continue;
      for (const int id : entry.operands) tied_.add(entry.result, id);
      const std::string_view kind = entry.kind;
      if (entry.operands.size() == 2 && kind == "ratio") tied_.add(entry.operands[0], entry.operands[1]);
      if (kind == "complement") {
        whole_.insert(entry.result);
        whole_.insert(entry.operands.begin(), entry.operands.end());
      }
    }
    tied_.sort();
  }

  void run() {
    for (const std::vector<int>& all : e_.paragraphs()) {
      for (std::size_t i = 0; i < all.size(); ++i) follows(all, i);
      shares(all);
    }
    parts_.tell();
    for (const claim::Table& t : e_.claims.tables) {
      columns(t);
      rows(t);
    }
  }

 private:
  /// The stages of a few kinds of business, first to last; a number reached the last one whose words stand before it.
  static constexpr std::size_t kBusinesses = 7;
  using Reached = std::array<signed char, kBusinesses>;  ///< -1: none
  struct Word {
    View word;
    signed char business, stage;
  };
  static Reached reached(View words) {
    static constexpr Word kWords[] = {
        // cases
        {U"收到", 0, 0},
        {U"接到", 0, 0},
        {U"接收", 0, 0},
        {U"收件", 0, 0},
        {U"收案", 0, 0},
        {U"新收", 0, 0},
        {U"受理审查", 0, 1},
        {U"受理", 0, 1},
        {U"处理", 0, 1},
        {U"来信", 0, 0},
        {U"来电", 0, 0},
        {U"转办", 0, 1},
        {U"交办", 0, 1},
        {U"派单", 0, 1},
        {U"派发", 0, 1},
        {U"解决", 0, 3},
        {U"化解", 0, 3},
        {U"立案", 0, 2},
        {U"初核", 0, 2},
        {U"移送", 0, 2},
        {U"提起", 0, 2},
        {U"批准", 0, 2},
        {U"逮捕", 0, 2},
        {U"不捕", 0, 2},
        {U"起诉", 0, 2},
        {U"决定", 0, 2},
        {U"发出", 0, 2},
        {U"提出", 0, 2},
        {U"调解成功", 0, 2},
        {U"办结", 0, 3},
        {U"审结", 0, 3},
        {U"结案", 0, 3},
        {U"执结", 0, 3},
        {U"答复", 0, 3},
        {U"回复", 0, 3},
        {U"判决", 0, 3},
        {U"采纳", 0, 3},
        {U"支持", 0, 3},
        {U"维持", 0, 3},
        {U"一次退", 5, 0},
        {U"第一次退", 5, 0},
        {U"二次退", 5, 1},
        {U"第二次退", 5, 1},
        {U"退查", 6, 0},
        {U"退回补充侦查", 6, 0},
        {U"重报", 6, 1},
        {U"补查重报", 6, 1},
        // inspections
        {U"检查", 1, 0},
        {U"排查", 1, 0},
        {U"抽查", 1, 0},
        {U"巡查", 1, 0},
        {U"不合格", 1, 1},
        {U"发现", 1, 1},
        {U"查出", 1, 1},
        {U"检出", 1, 1},
        {U"隐患", 1, 1},
        {U"问题", 1, 1},
        {U"立案", 1, 2},
        {U"责令", 1, 2},
        {U"已整改", 1, 2},
        {U"整改", 1, 2},
        {U"查处", 1, 2},
        {U"复查", 1, 2},
        {U"办结", 1, 3},
        {U"结案", 1, 3},
        {U"复查合格", 1, 3},
        {U"销号", 1, 3},
        {U"整改到位", 1, 3},
        {U"整改完成", 1, 3},
        // training, posts, projects
        {U"培训", 2, 0},
        {U"报名", 2, 0},
        {U"报考", 2, 0},
        {U"招聘", 2, 0},
        {U"意向", 2, 1},
        {U"实名登记", 2, 0},
        {U"在岗见习", 2, 0},
        {U"招收", 2, 0},
        {U"取得", 2, 1},
        {U"结业", 2, 1},
        {U"录取", 2, 1},
        {U"留用", 2, 1},
        {U"就业", 2, 1},
        {U"上线", 2, 1},
        {U"高级工", 2, 2},
        {U"一本", 2, 2},
        {U"本科", 2, 2},
        {U"签约", 3, 0},
        {U"开工", 3, 1},
        {U"竣工", 3, 2},
        {U"完工", 3, 2},
        {U"建成", 3, 2},
        {U"投产", 3, 2},
        {U"登记在册", 4, 0},
        {U"注册登记", 4, 0},
        {U"登记", 4, 0},
        {U"应参检", 4, 1},
        {U"应检", 4, 1},
        {U"参检", 4, 1},
        {U"合格", 4, 2},
        {U"实检", 4, 2},
        {U"年检合格", 4, 2},
    };
    // 审查起诉 is what is received and settled, 起诉 is a stage.
    for (const View object : {View(U"审查逮捕"), View(U"审查起诉")})
      if (const std::size_t at = words.find(object); at != View::npos)
        return reached(Text(words.substr(0, at)) + Text(words.substr(at + object.size())));
    Reached best;
    best.fill(-1);
    std::array<std::size_t, kBusinesses> longest{};
    const claim::Characters characters(words);
    for (const Word& w : kWords) {
      const auto business = static_cast<std::size_t>(w.business);
      if (w.word.size() > longest[business] && characters.may_have(w.word) && claim::contains(words, w.word))
        best[business] = w.stage, longest[business] = w.word.size();
    }
    return best;
  }
  /// The same of the words before a number, remembered: each is asked for by several.
  const Reached& reached(const Claim& c) {
    const auto [known, fresh] = reached_.try_emplace(c.id);
    if (fresh) known->second = reached(words_of(c.id));
    return known->second;
  }

  static bool usable(const Claim& c) {
    return c.is_amount() && c.role == Role::level && !c.vague() && !c.noun.empty() && !c.averaged && c.exact.sign() > 0 &&
           !claim::is_measured(c.noun);
  }
  /// The words of a number; of 人 in 审结478件635人 those of 件.
  View words_of(int id) const {
    for (int tried = 0; tried < 3 && id >= 0; ++tried, --id) {
      const Claim& c = e_[id];
      if (!c.before.empty()) return c.before;
      if (id == 0 || e_[id - 1].passage != c.passage || e_[id - 1].noun_end != c.start || !e_[id - 1].is_amount()) break;
    }
    return {};
  }
  /// Whether two phrases have two characters in common that name no stage.
  static bool same_object(View a, View b) {
    static const claim::Words kVerbs = {U"收到", U"接到", U"接收", U"收件", U"收案", U"新收", U"受理",
                                        U"立案", U"办结", U"审结", U"结案", U"执结", U"答复", U"回复",
                                        U"判决", U"共受", U"检查", U"全年", U"全市", U"案件"};
    for (std::size_t i = 0; i + 1 < a.size(); ++i)
      if (claim::is_han(a[i]) && claim::is_han(a[i + 1]) && claim::start_any(a.substr(i, 2), kVerbs).empty() &&
          claim::contains(b, a.substr(i, 2)))
        return true;
    return false;
  }

  /// 行政受理44件 is no part of 民商事新收1527件: what stands before the verb is not said of the other.
  static bool other_object(View words, View others) {
    static const claim::Words kVerbs = {U"收到", U"接到", U"接收", U"收件", U"收案", U"新收", U"受理", U"立案", U"办结",
                                        U"审结", U"结案", U"执结", U"答复", U"回复", U"判决", U"移送", U"提起", U"批准",
                                        U"决定", U"发出", U"提出", U"调解", U"采纳", U"支持", U"维持"};
    std::size_t at = 0;
    while (at < words.size() && claim::start_any(words.substr(at), kVerbs).empty()) ++at;
    if (at < 2 || at == words.size()) return false;
    View object = words.substr(0, at);
    while (!object.empty() && claim::one_of(object.back(), U"已共均未不依法予以并经")) object.remove_suffix(1);
    return object.size() >= 2 && !claim::contains(others, object.substr(0, 2)) &&
           claim::start_any(object, {U"其中", U"全年", U"当月", U"本月", U"截至", U"目前", U"全部", U"累计", U"全市", U"经审",
                                     U"依法", U"予以", U"有效", U"按期", U"及时", U"诉中", U"正式", U"全院", U"全县", U"法院"})
               .empty();
  }

  void follows(const std::vector<int>& all, std::size_t i) {
    const Claim& c = e_[all[i]];
    const View words = words_of(c.id);
    constexpr std::size_t kLongest = 14, kFar = 10, kNear = 4, kScanned = 30;
    if (!usable(c) || words.empty() || words.size() > kLongest + (words.data() == c.before.data() ? 0 : 4)) return;
    const Reached& now = reached(c);
    if (std::all_of(now.begin(), now.end(), [](int stage) { return stage < 0; })) return;
    const auto place = static_cast<std::size_t>(e_.place(c.id));
    for (std::size_t j = place, tried = 0; j-- > 0 && tried < kFar && place - j < kScanned;) {
      const Claim& o = e_[e_.prose()[j]];
      if (c.block - o.block > 1 || e_.section(o.id) != e_.section(c.id)) return;
      // Earlier levels, persons and rates between the stages are no stages.
      if (!usable(o) || o.noun != c.noun) continue;
      ++tried;
      View others = words_of(o.id);
      if (others.empty()) continue;
      if (others.size() > kLongest + 10) others.remove_prefix(others.size() - kLongest);
      const bool far = tried > (c.block == o.block ? 2 * kNear : kNear) || c.block != o.block || c.sentence - o.sentence > 1;
      if (far && !same_object(words, others)) continue;
      const Reached& before = reached(o);
      for (std::size_t b = 0; b < kBusinesses; ++b) {
        if (before[b] < 0 || now[b] <= before[b]) continue;
        if (b == 0 && other_object(words, others)) continue;
        if (earlier(c, o)) return;
        if (o.value.high < c.value.low) return;
        if (!tied_.has(o.id, c.id)) parts_.add(o.id, c.id);
        return;
      }
    }
  }

  /// 受理860件…；上年受理786件，办结748件: what is settled goes with the year that its part of the sentence speaks of.
  bool earlier(const Claim& c, const Claim& o) const {
    const View text = e_.passage(c.id).text;
    const std::size_t from = claim::start_behind(text, c.start, U"。；！？\n");
    if (o.passage == c.passage && o.start >= from) return false;
    return !claim::find_any(text.substr(from, c.start - from), {U"上年", U"去年", U"同期"}).empty();
  }

  /// | 收到 | 按期回复 |: columns of two stages, where no row goes the other way.
  void columns(const claim::Table& t) {
    constexpr int kMostRows = 120;
    if (t.rows > kMostRows) return;
    for (int y = 1; y < t.columns; ++y) {
      if (t.kind[static_cast<std::size_t>(y)] != claim::Table::Column::level) continue;
      for (int x = y; x-- > 0;) {
        if (t.kind[static_cast<std::size_t>(x)] != claim::Table::Column::level) continue;
        if (!stages(t.header[static_cast<std::size_t>(x)], t.header[static_cast<std::size_t>(y)])) continue;
        std::vector<std::pair<int, int>> pairs;
        bool holds = true;
        for (int r = t.header_rows; r < t.rows && holds; ++r) {
          const int a = t.at(r, x), b = t.at(r, y);
          if (a < 0 || b < 0 || !cell(e_[a]) || !cell(e_[b]) || e_[a].noun != e_[b].noun) continue;
          holds = e_[a].exact >= e_[b].exact;
          pairs.emplace_back(a, b);
        }
        if (!holds || pairs.size() < 2) continue;
        for (const auto& [a, b] : pairs) pair(a, b);
        break;
      }
    }
  }
  /// Rows of two stages one below the other.
  void rows(const claim::Table& t) {
    for (int r = t.header_rows + 1; r < t.rows; ++r) {
      const Text &above = t.row_label[static_cast<std::size_t>(r - 1)], &below = t.row_label[static_cast<std::size_t>(r)];
      if (!stages(above, below)) continue;
      bool holds = true;
      std::vector<std::pair<int, int>> pairs;
      for (int x = 1; x < t.columns && holds; ++x) {
        const int a = t.at(r - 1, x), b = t.at(r, x);
        if (a < 0 || b < 0 || !cell(e_[a]) || !cell(e_[b]) || e_[a].noun != e_[b].noun) continue;
        holds = e_[a].exact >= e_[b].exact;
        pairs.emplace_back(a, b);
      }
      if (holds)
        for (const auto& [a, b] : pairs) pair(a, b);
    }
  }
  static bool cell(const Claim& c) {
    return c.is_amount() && (c.role == Role::level || c.role == Role::prior) && !c.vague() && c.exact.sign() >= 0 &&
           !claim::is_measured(c.noun);
  }
  static bool stages(View a, View b) {
    constexpr std::size_t kLongest = 12;
    if (a.size() > kLongest || b.size() > kLongest || claim::contains(a, U"率") || claim::contains(b, U"率")) return false;
    const Reached from = reached(a), to = reached(b);
    for (std::size_t business = 0; business < kBusinesses; ++business)
      if (from[business] >= 0 && to[business] > from[business]) return true;
    return false;
  }
  void pair(int a, int b) {
    // 12 of 12 says no more than that nothing was left.
    if (!tied_.has(a, b) && e_[a].exact != e_[b].exact)
      ledger_.tell("B231", "bound", Verdict::consistent, a, {b}, number_text(e_, a) + " ≥ " + number_text(e_, b));
  }

  /// A run of shares, each behind its own amount, in one paragraph.
  void shares(const std::vector<int>& all) {
    std::vector<int> run;
    const auto close = [&] {
      constexpr std::size_t kFewest = 3, kMost = 12;
      if (run.size() >= kFewest && run.size() <= kMost &&
          std::none_of(run.begin(), run.end(), [&](int id) { return whole_.count(id) > 0; })) {
        const Interval sum = sum_of(e_, run);
        if (sum.low <= Rational(100))
          ledger_.tell("B233", "bound", Verdict::consistent, run.front(), {run.begin() + 1, run.end()},
                       joined(e_, run, " + ") + " ≤ 100%");
      }
      run.clear();
    };
    int amount = -1;
    for (const int id : all) {
      const Claim& c = e_[id];
      if (c.is_amount() && c.role == Role::level) {
        if (amount >= 0 && e_[amount].noun != c.noun) close();
        amount = id;
        continue;
      }
      const bool share = c.role == Role::share && c.kind == claim::Numeral::Kind::percent && !c.vague() &&
                         claim::starts_with(c.clause_before, U"占") && c.base.empty();
      if (!share) {
        if (c.is_percentage() && c.role == Role::share) close();
        continue;
      }
      if (!run.empty() && c.sentence - e_[run.back()].sentence > 0) close();
      run.push_back(id);
    }
    close();
  }

  const Evidence& e_;
  Ledger& ledger_;
  std::unordered_map<int, Reached> reached_;
  Parts parts_;
  Pairs tied_;
  std::set<int> whole_;  ///< shares that make up a whole
};

}  // namespace

void check_stages(const Evidence& evidence, Ledger& ledger) { Stages(evidence, ledger).run(); }

}  // namespace zh::check
