-- GA-15: once gather has raised, cancelling the gatherer does not reach the
-- children that still run
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

local function w(name, ms, fails)
  sleep(ms)
  if fails then error(name, 0) end
  say(name .. " ends")
end

local function boss(ts)
  local ok, e = pcall(gather, ts)
  if not ok then say("caught " .. kind(e)) end
  sleep(1000)
end

local ts = { spawn("A", w, "A", 10, true), spawn("B", w, "B", 30, false) }
local b = spawn("boss", boss, ts)
sleep(20)
b:cancel()
wait { b }
say("boss cancelled " .. yn(b:cancelled()) .. " B cancelling " .. ts[2]:cancelling())
ts[2]:await()
