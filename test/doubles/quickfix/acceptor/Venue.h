#pragma once

#include <algorithm>
#include <deque>
#include <map>
#include <regex>

#include "messages.h"

struct Instrument {
  std::string id, name;
  int digits;
  /** The smallest quantity and the step of quantities, in hundredths. */
  long long step;
  double bid, ask;

  std::string price(double value) const { return decimal(value, digits); }
};

struct Order {
  std::string id, client, symbol, side, kind, price, stop, expiry, label, position;
  long long quantity, filled;
  /** Whether it is there to close its position. */
  bool closes;
  /** OrdStatus (39). */
  std::string status;
  std::string average, created, changed;

  bool isOpen() const { return status == "0"; }
  bool buys() const { return side == "1"; }
};

struct Position {
  std::string id, symbol;
  bool isLong;
  long long quantity;
  double entry;
};

/** The account at the broker: an order that names no position opens one of its own. */
class Venue {
public:
  /** Numbers as no client would guess them. */
  std::vector<Instrument> instruments = {
      {"1", "EURUSD", 5, 100000, 1.08499, 1.08501}, {"2", "XAUUSD", 2, 100, 2350.10, 2350.40},
      {"41", "US30", 1, 10, 39120.5, 39122.5},      {"17", "GER40.c", 1, 10, 18401.2, 18402.4},
      {"8", "USDJPY", 3, 100000, 156.401, 156.405}, {"900", "AAPL.US", 2, 100, 189.70, 189.74},
  };
  /** All that were ever taken, oldest first; a deque, because what is added moves none of them. */
  std::deque<Order> orders;
  std::map<std::string, Position> positions;

  Instrument* instrument(const std::string& id) {
    for (Instrument& known : instruments)
      if (known.id == id) return &known;
    return nullptr;
  }

  /** By OrderID (37) where there is one, else by ClOrdID (11): the latest of several. */
  Order* find(const std::string& id, const std::string& client) {
    const auto found = std::find_if(orders.rbegin(), orders.rend(), [&](const Order& order) {
      return id.empty() ? order.client == client : order.id == id;
    });
    return found == orders.rend() ? nullptr : &*found;
  }

  Order& accept(Order order) {
    order.id = std::to_string(++lastId);
    if (order.position.empty()) order.position = std::to_string(++lastId);
    order.status = "0";
    order.created = order.changed = utcText(nowInSeconds());
    orders.push_back(order);
    return orders.back();
  }

  void end(Order& order, const std::string& status) {
    order.status = status;
    order.changed = utcText(nowInSeconds());
  }

  /** Whether the prices of the moment fill it. */
  bool crosses(const Order& order) {
    if (order.kind == "1") return true;
    const double now = priceFor(order);
    const double bound = std::atof((order.kind == "2" ? order.price : order.stop).c_str());
    return order.buys() == (order.kind == "2") ? now <= bound + EPSILON : now >= bound - EPSILON;
  }

  void fill(Order& order) {
    const double price = priceFor(order);
    order.average = instrument(order.symbol)->price(price);
    order.filled = order.quantity;
    end(order, "2");
    move(order, price);
  }

private:
  static constexpr double EPSILON = 1e-9;

  double priceFor(const Order& order) {
    const Instrument& market = *instrument(order.symbol);
    return order.buys() ? market.ask : market.bid;
  }

  void move(const Order& order, double price) {
    const auto known = positions.find(order.position);
    if (known == positions.end()) {
      positions[order.position] = {order.position, order.symbol, order.buys(), order.quantity, price};
      return;
    }
    Position& position = known->second;
    if (position.isLong == order.buys()) {
      const double cost = position.entry * position.quantity + price * order.quantity;
      position.quantity += order.quantity;
      position.entry = cost / position.quantity;
    } else if ((position.quantity -= order.quantity) <= 0) {
      positions.erase(known);
    }
  }

  int lastId = 7000;
};
