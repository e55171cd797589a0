#pragma once

#include <memory>
#include <quickfix/Application.h>
#include <quickfix/MessageStore.h>
#include <quickfix/Session.h>

#include "Connection.h"
#include "Quotes.h"
#include "dictionary.h"
#include "silence.h"

/** A session of QuickFIX, and the connection on which it is, if on any. */
struct Seat {
  std::unique_ptr<FIX::Session> session;
  Connection* connection;
  Quotes quotes;
  /** What the client calls itself (50): the server's TargetSubID. */
  std::string sub;

  bool isLoggedOn() const { return connection && connection->listens() && session->isLoggedOn(); }
};

/** The sessions of a line: QuickFIX knows them by the CompIDs, and several of an account by a qualifier behind them. */
class Seats {
public:
  Seats(const std::string& qualifier, Venue& account)
      : line(qualifier), venue(account), dictionary(provideDictionary()) {}

  Seat& of(const FIX::SessionID& id) { return *all[std::stoul(id.getSessionQualifier().substr(line.size()))]; }

  Seat* of(const Connection& connection) {
    for (const auto& seat : all)
      if (seat->connection == &connection) return seat.get();
    return nullptr;
  }

  std::vector<Seat*> loggedOn() const {
    std::vector<Seat*> found;
    for (const auto& seat : all)
      if (seat->isLoggedOn()) found.push_back(seat.get());
    return found;
  }

  /** A session that is free goes on with its numbers until the client resets them, as a server's do. */
  Seat& take(Connection& connection, const std::string& logon, FIX::Application& application) {
    const std::string sender = rawField(logon, 49);
    Seat& seat = free(sender, application);
    seat.connection = &connection;
    seat.sub = rawField(logon, 50);
    seat.session->setResponder(&connection);
    return seat;
  }

  void tick() {
    for (const auto& seat : all)
      if (seat->connection) seat->session->next();
  }

private:
  Seat& free(const std::string& sender, FIX::Application& application) {
    for (const auto& seat : all)
      if (!seat->connection && seat->session->getSessionID().getTargetCompID() == sender) return *seat;
    all.push_back(std::unique_ptr<Seat>(new Seat{nullptr, nullptr, Quotes(venue), ""}));
    const FIX::SessionID id("FIX.4.4", TARGET, sender, line + std::to_string(all.size() - 1));
    // The day of the session begins now: it does not end while tests run.
    const FIX::UtcTimeOnly start{FIX::UtcTimeStamp()};
    const FIX::TimeRange day(start, start);
    all.back()->session.reset(new FIX::Session(application, stores, id, dictionary, day, 0, nullptr));
    all.back()->session->setCheckLatency(false);
    return *all.back();
  }

  const std::string line;
  Venue& venue;
  FIX::MemoryStoreFactory stores;
  FIX::DataDictionaryProvider dictionary;
  std::vector<std::unique_ptr<Seat>> all;
};
