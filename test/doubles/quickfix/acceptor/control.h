#pragma once

#include <functional>

#include "Line.h"

/** What a test wants, a line each; each is answered with a line. */
class Control {
public:
  Control(Line& orders, Line& prices, Venue& account, Requests& handlers, std::function<void()> cutAll)
      : trade(orders), quote(prices), venue(account), requests(handlers), cut(cutAll) {}

  void take(const std::string& text) {
    std::istringstream words(text);
    std::string command;
    words >> command;
    const bool isDone = obey(command, words);
    std::cout << (isDone ? "done" : "failed " + text) << "\n" << std::flush;
  }

private:
  bool obey(const std::string& command, std::istringstream& words) {
    if (command == "sync") return true;
    if (command == "cut") return cut(), true;
    if (command == "release") return trade.release(), quote.release(), true;
    if (command == "fault") return setFault(words);
    if (command == "price") return setPrice(words);
    std::string name;
    words >> name;
    FIX::Session* session = (name == "TRADE" ? trade : quote).current();
    return session && drive(*session, command, words);
  }

  bool setFault(std::istringstream& words) {
    std::string type, kind;
    words >> type >> kind;
    trade.setFault(type, kind);
    quote.setFault(type, kind);
    return true;
  }

  bool setPrice(std::istringstream& words) {
    std::string symbol;
    double bid = 0, ask = 0;
    words >> symbol >> bid >> ask;
    Instrument* market = venue.instrument(symbol);
    if (!market) return false;
    market->bid = bid, market->ask = ask;
    quote.move(*market);
    trade.publish(requests.cross(symbol));
    return true;
  }

  /** The session layer alone. */
  bool drive(FIX::Session& session, const std::string& command, std::istringstream& words) {
    int by = 0;
    if (command == "testRequest") {
      std::string text;
      std::getline(words >> std::ws, text);
      FIX::Message message = makeMessage("1", {{112, text}});
      return session.send(message);
    }
    if (command == "logout") {
      std::string why;
      std::getline(words >> std::ws, why);
      return session.logout(why), session.next(), true;
    }
    if (command == "persist") return words >> by, session.setPersistMessages(by), true;
    if (command == "sender") return words >> by, session.setNextSenderMsgSeqNum(session.getExpectedSenderNum() + by), true;
    if (command == "target") return words >> by, session.setNextTargetMsgSeqNum(session.getExpectedTargetNum() + by), true;
    return false;
  }

  Line& trade;
  Line& quote;
  Venue& venue;
  Requests& requests;
  std::function<void()> cut;
};
