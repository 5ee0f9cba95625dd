-- The first answer wins and the losers are cancelled and awaited; then a retry
-- under one deadline
local function say(s) print(string.format("%d %s", now(), s)) end
local function yn(b) return b and "yes" or "no" end
local kind
function kind(e)
  if is(e, ErrorGroup) then
    local t = {}
    for i, x in ipairs(e.errors) do t[i] = kind(x) end
    return "ErrorGroup[" .. table.concat(t, ", ") .. "]"
  end
  for n, k in pairs { Cancelled = Cancelled, Timeout = Timeout, InvalidState = InvalidState,
      QueueEmpty = QueueEmpty, QueueFull = QueueFull, BrokenBarrier = BrokenBarrier } do
    if is(e, k) then return n end
  end
  return tostring(e)
end

local function server(name, ms, fails)
  local ok, e = pcall(sleep, ms)
  if is(e, Cancelled) then
    say(name .. " cancelled")
    sleep(2)
    error(e, 0)
  end
  if fails then error(name .. " is down", 0) end
  return name
end

local function first_of(servers)
  local pending = {}
  for i, x in ipairs(servers) do pending[i] = spawn(x[1], server, x[1], x[2], x[3]) end
  local _ <close> = defer(function()
    for _, t in ipairs(pending) do t:cancel() end
    wait(pending)
    say("all have ended")
  end)
  for t in as_completed(pending) do
    local ok, e = pcall(t.result, t)
    if ok then return e end
    say(kind(e))
  end
  return "nobody"
end

say(first_of { { "A", 30, false }, { "B", 10, true }, { "C", 20, false } })
say(first_of { { "D", 3, true }, { "E", 5, true } })
local tries = 0
local ok, e = pcall(timeout, 50, function()
  while true do
    tries = tries + 1
    local ok, e = pcall(function()
      say(wait_for(15, function() return server("try " .. tries, 100, false) end))
    end)
    if is(e, Timeout) then
      say("try " .. tries .. " timed out")
      sleep(2 * tries)
    elseif not ok then
      error(e, 0)
    end
  end
end)
if is(e, Timeout) then say("gave up after " .. tries) end
