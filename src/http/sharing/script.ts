import { READ_COOLDOWNS, READ_RECORDS } from './stored.js';
import { STORED } from './times.js';

/** The form of what is stored. A version of fmzproto that stores anything else has another number. */
export const FORM = '1';

/** How many processes are counted, those that were heard last: more share no limit to any purpose. */
const MOST_PROCESSES = 1000;

/** What is stored lies together, also in a cluster; only the list of processes is the same for all forms. */
export const KEYS = ['processes', ...['common', 'leases', 'cooldowns'].map((name) => `${FORM}:${name}`)].map(
  (name) => `{fmzproto}:${name}`,
);

/**
 * How processes share limits. The requests of a window are places that are leased out: a process that has ten of sixty may
 * send ten requests in any window, which it keeps to by itself, without asking for each, and it gives a place back only when
 * the window of the request that used it has ended. So windows slide exactly, no clock has to agree with another, and a
 * request waits for Redis only where its process has no place left.
 *
 * A library is not used because none keeps that: rate-limiter-flexible counts in Redis in fixed windows, of which two that
 * meet let twice the limit through, asks Redis for each request, and without Redis knows nothing of what others still spend.
 *
 * Each process tells all of its leases with each beat, and all of them are settled at once. Redis may lose everything.
 *
 * - KEYS are {@link KEYS}: a sorted set of all processes by when they were heard last; a hash of the salt of names, and of when
 *   Redis began to know anything; a hash of what each process told last; a hash of cooldowns.
 * - ARGV is one object of JSON, a `Told` of SharedStore.ts.
 * - It returns the salt, the time in ms, and how much was dropped; and where what was told is not too old, and made with this
 *   salt, also how many processes there are, how many of them are of another form, the others of this form, cooldowns (name, ms,
 *   reason), and the places of each lease that was told.
 *
 * What was told over a connection that is gone, or before Redis was held up, changes nothing.
 */
export const SETTLE = `
local told = cjson.decode(ARGV[1])
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local me = told.id
${READ_RECORDS}
local overtaken = records[me] and records[me].sequence >= told.sequence
if overtaken or salt ~= told.salt or now - told.at > told.patience then return { salt, tostring(now), dropped } end
records[me] = nil

-- A Redis that has lost everything is told who else was there.
for _, id in ipairs(told.known) do redis.call('ZADD', KEYS[1], 'NX', now - told.lasts, id) end
redis.call('ZADD', KEYS[1], now, me)
if told.leaves then redis.call('ZREM', KEYS[1], me) end
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now - told.remembered)
dropped = dropped + redis.call('ZREMRANGEBYSCORE', KEYS[1], '(' .. string.format('%d', now + told.patience), '+inf')
dropped = dropped + redis.call('ZREMRANGEBYRANK', KEYS[1], 0, -1 - ${MOST_PROCESSES})
redis.call('PEXPIRE', KEYS[1], told.remembered)

-- Those that go on by themselves: they were not heard for long, or store in another form.
local processes = redis.call('ZRANGE', KEYS[1], 0, -1, 'WITHSCORES')
local count, foreign, ids, present, apart = #processes / 2, 0, {}, {}, {}
for i = 1, #processes, 2 do
  local id = processes[i]
  local same = string.sub(id, 1, #told.form) == told.form
  if not same then foreign = foreign + 1 elseif id ~= me then ids[#ids + 1] = id end
  if same and tonumber(processes[i + 1]) > now - told.lasts then present[id] = true else apart[#apart + 1] = id end
end

for i = 1, #told.cooldowns, 3 do
  local name, left, reason = told.cooldowns[i], told.cooldowns[i + 1], told.cooldowns[i + 2]
  if left > 0 then
    redis.call('HSET', KEYS[4], name, string.format('%d %s', now + left, reason))
  else
    redis.call('HDEL', KEYS[4], name)
  end
end
${READ_COOLDOWNS}
-- Gives each of them what it wants, in equal parts where that is more than there is; the least is looked at first.
local function divide(those, level, rest)
  table.sort(those, function(a, b)
    local x, y = a[level] - a.gets, b[level] - b.gets
    return x < y or (x == y and a.id < b.id)
  end)
  for i, one in ipairs(those) do
    local part = math.max(0, math.min(one[level] - one.gets, math.floor(rest / (#those - i + 1))))
    one.gets = one.gets + part
    rest = rest - part
  end
  return rest
end

local function settle(want)
  local share = want.limit / math.max(1, count)
  local mine = { id = me, gets = 0, next = want.next, since = now - want.waited, firm = want.firm, wish = want.wish }
  local here, rest, free, shares = { mine }, want.limit, want.limit, 0
  local of = {}
  for id, record in pairs(records) do
    local lease = record.limits[want.name]
    if lease and lease.over > now then of[id] = lease end
  end
  for _, id in ipairs(apart) do
    if id ~= me then
      local has = of[id] and of[id].has or 0
      rest, free, shares = rest - has, free - has, shares + math.max(0, (of[id] and of[id].share or share) - has)
      of[id] = nil
    end
  end
  -- Their shares are theirs, but for the last place.
  shares = math.max(0, math.min(shares, rest - 1))
  rest, free = rest - shares, free - shares
  for id, lease in pairs(of) do
    free = free - lease.has
    if present[id] then
      lease.id, lease.gets = id, 0
      here[#here + 1] = lease
    else
      rest = rest - lease.has
    end
  end
  -- What each needs for its next request goes first: of those, who has waited longest.
  table.sort(here, function(a, b) return a.since < b.since or (a.since == b.since and a.id < b.id) end)
  for _, one in ipairs(here) do
    if one.next <= rest then
      one.gets = one.next
      rest = rest - one.next
    end
  end
  divide(here, 'wish', divide(here, 'firm', rest))
  -- Others may have more than a young Redis knows.
  if young then mine.gets = math.min(mine.gets, math.max(want.used, told.fresh and share or 0)) end
  mine.gets = math.max(0, math.min(mine.gets, free))
  -- It may have used more, and gives that back when it says so.
  mine.has = math.max(mine.gets, want.used)
  mine.share = want.limit / math.min(told.processes, math.max(1, count))
  mine.over = now + told.lasts + want.windows
  return mine
end

local limits, places = {}, {}
for i, want in ipairs(told.limits) do
  local mine = settle(want)
  places[i] = tostring(mine.gets)
  mine.id, mine.gets = nil, nil
  if mine.has > 0 or mine.wish > 0 then limits[want.name] = mine end
end
records[me] = { sequence = told.sequence, heard = now, limits = limits }
redis.call('HSET', KEYS[3], me, cjson.encode(records[me]))
redis.call('PEXPIRE', KEYS[3], ${STORED})

for id, record in pairs(records) do
  local last = record.heard + told.remembered
  for _, lease in pairs(record.limits) do last = math.max(last, lease.over) end
  if last < now then redis.call('HDEL', KEYS[3], id) end
end
return { salt, tostring(now), dropped, count, foreign, ids, cooldowns, places }
`;
