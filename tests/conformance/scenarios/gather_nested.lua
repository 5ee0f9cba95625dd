-- GA-18: gathers nest; a cancellation goes down to every leaf
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

local function leaf(name, ms)
  local ok, e = pcall(sleep, ms)
  if not ok then say(name .. " cancelled") error(e, 0) end
  say(name .. " ends")
  return name
end

local function pair(a, b, ms)
  local x, y = gather { function() return leaf(a, ms) end, function() return leaf(b, ms + 5) end }
  return x .. "+" .. y
end

local x, y = gather {
  function() return pair("A", "B", 10) end,
  function() return pair("C", "D", 1) end,
}
say(x .. " " .. y)
local t = spawn("T", function()
  gather {
    function() return pair("E", "F", 100) end,
    function() return pair("G", "H", 100) end,
  }
end)
sleep(5)
t:cancel()
wait { t }
say("cancelled " .. yn(t:cancelled()))
