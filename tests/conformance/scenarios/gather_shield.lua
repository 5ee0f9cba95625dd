-- GA-18: a shield inside a gather protects that child only
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

local function w(name, ms)
  local ok, e = pcall(function()
    sleep(ms)
    say(name .. " ends")
  end)
  if not ok then say(name .. " cancelled") error(e, 0) end
end

local function boss(a)
  local ok, e = pcall(gather, { function() shield(a) end, function() w("B", 100) end })
  if not ok then say("boss Cancelled") error(e, 0) end
end

local a = spawn("A", w, "A", 30)
local b = spawn("boss", boss, a)
sleep(10)
b:cancel()
wait { b }
say("A done " .. yn(a:done()))
a:await()
