#pragma once

#include "readOrder.h"
#include "reports.h"

/** What a connection has subscribed: the best prices (264=1), or a book of three levels (264=0). */
class Quotes {
public:
  explicit Quotes(Venue& account) : venue(account) {}

  Reports answer(const FIX::Message& request) {
    if (typeOf(request) != "V") return refuse(request, "INVALID_REQUEST:Unsupported message type " + typeOf(request));
    const std::string id = fieldOf(request, 262), kind = fieldOf(request, 263), depth = fieldOf(request, 264);
    if (kind != "1" && kind != "2") return reject(id, "4", "SubscriptionRequestType should be either 1 or 2");
    if (depth != "0" && depth != "1") return reject(id, "5", "MarketDepth should be either 0 or 1");
    const std::string symbol = fieldOf(request.getGroupRef(1, 146), 55);
    if (symbol.find_first_not_of("0123456789") != std::string::npos)
      return reject(id, "0", "Expected numeric symbolId, but got " + symbol);
    const Instrument* market = venue.instrument(symbol);
    if (!market) return reject(id, "0", "SYMBOL_NOT_FOUND:Symbol with id " + symbol + " is not found");
    if (kind == "2") return topics.erase(id), Reports{};
    topics[id] = {symbol, depth == "0", levels(*market, depth == "0" ? 3 : 1, {})};
    return only(snapshot(topics[id]));
  }

  /** What new prices of a symbol tell. */
  Reports move(const Instrument& market) {
    Reports updates;
    for (auto& known : topics)
      if (known.second.symbol == market.id) updates.push_back({update(known.second, market), false});
    return updates;
  }

  /** A subscription ends with its connection. */
  void clear() { topics.clear(); }

private:
  struct Level {
    /** MDEntryID (278) and MDEntryType (269). */
    std::string id, side, price, size;

    bool isLike(const Level& other) const { return side == other.side && price == other.price && size == other.size; }
  };
  using Levels = std::vector<Level>;

  struct Topic {
    std::string symbol;
    bool isBook;
    Levels told;
  };

  static Reports reject(const std::string& id, const std::string& why, const std::string& text) {
    return only(makeMessage("Y", {{262, id}, {281, why}, {58, "INVALID_REQUEST: " + text}}));
  }

  /** What stays keeps its id. */
  Levels levels(const Instrument& market, int count, const Levels& known) {
    Levels all;
    const double tick = std::pow(10, -market.digits);
    for (int step = 0; step < count; ++step)
      for (const bool isBid : {true, false}) {
        const double price = isBid ? market.bid - step * tick : market.ask + step * tick;
        Level level{"", isBid ? "0" : "1", market.price(price), std::to_string(1000000 * (step + 1))};
        const auto same = std::find_if(known.begin(), known.end(), [&](const Level& other) { return other.isLike(level); });
        level.id = same == known.end() ? std::to_string(++lastId) : same->id;
        all.push_back(level);
      }
    return all;
  }

  static bool has(const Levels& levels, const Level& wanted) {
    return std::any_of(levels.begin(), levels.end(), [&](const Level& level) { return level.id == wanted.id; });
  }

  /** W: MDReqID (262) is not in it. */
  static FIX::Message snapshot(const Topic& topic) {
    FIX::Message message = makeMessage("W", {{55, topic.symbol}});
    for (const Level& level : topic.told)
      addEntry(message, 268, {{269, level.side}, {270, level.price}, {271, topic.isBook ? level.size : ""},
                              {278, topic.isBook ? level.id : ""}});
    return message;
  }

  /** X: a level of a book goes by its id alone; of the best prices a new one takes the old one's place. */
  FIX::Message update(Topic& topic, const Instrument& market) {
    const Levels before = topic.told;
    topic.told = levels(market, topic.isBook ? 3 : 1, before);
    FIX::Message message = makeMessage("X", {});
    for (const Level& level : before)
      if (topic.isBook && !has(topic.told, level)) addEntry(message, 268, {{279, "2"}, {278, level.id}, {55, topic.symbol}});
    for (const Level& level : topic.told)
      if (!has(before, level))
        addEntry(message, 268, {{279, "0"}, {269, level.side}, {278, level.id}, {55, topic.symbol}, {270, level.price},
                                {271, level.size}});
    return message;
  }

  Venue& venue;
  std::map<std::string, Topic> topics;
  int lastId = 0;
};
