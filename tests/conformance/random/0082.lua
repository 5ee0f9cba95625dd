-- random program 82
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

  
local T = {}
local lk, sm, ev, cd, br, q = lock(), semaphore(1), event(), condition(), barrier(2), queue(2)
local function w1()
  q:put(1)
  say("w1 2 put 1")
  current():cancel()
  sleep(2)
  say("w1 5")
  say("w1 6 end")
end
local function w2()
  local function f8()
    say("w2.f8 9")
    if T.w5 then say("w2.f8 sees w5 " .. yn(T.w5:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
    return "f8"
  end
  do local dn, pn = wait({ spawn("f8", f8) }, { return_when = "all", timeout = nil })
    say("w2 7 done " .. #dn .. " pending " .. #pn) end
  local function f12()
    say("w2.f12 13")
    local function f15()
      say("w2.f12.f15 16")
      say("w2.f12.f15 got " .. q:get())
      say("w2.f12.f15 19")
      error("E20", 0)
    end
    do local ok, e = pcall(function() say("w2.f12 14 got " .. table.concat({ gather { spawn("f15", f15) } }, " ")) end)
      if not ok then if type(e) == "string" then say("w2.f12 14 err " .. kind(e)) else error(e, 0) end end end
    if T.w1 then say("w2.f12 sees w1 " .. yn(T.w1:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
    return "f12"
  end
  local function f22()
    say("w2.f22 23")
    do local ok, e = pcall(function()
      do local ok, e = pcall(function() T.w1:await() end)
        if ok then say("w2.f22 25 ok") elseif type(e) == "string" then say("w2.f22 25 err " .. kind(e)) else error(e, 0) end end
      current():cancel()
    end)
      if is(e, Cancelled) then say("w2.f22 24 cancelled swallow")
      elseif not ok then error(e, 0) end end
    if T.w1 then say("w2.f22 sees w1 " .. yn(T.w1:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
    if T.w3 then say("w2.f22 cancels w3 " .. yn(T.w3:cancel())) end
    error("E29", 0)
  end
  do local ok, e = pcall(function() for t in as_completed({ spawn("f12", f12), spawn("f22", f22) }, { timeout = 0 }) do say("w2 11 next " .. t:result()) end end)
    if not ok then if type(e) == "string" or is(e, Timeout) then say("w2 11 err " .. kind(e)) else error(e, 0) end end end
  ev:set()
  sleep(2)
  say("w2 32")
  say("w2 34")
  say("w2 35 end")
end
local function w3()
  say("w3 size " .. q:size())
  do local ok, e = pcall(timeout, 0, function()
    do local _ <close> = sm:hold()
      say("w3 39 in")
      if not q:full() then q:put_nowait(40) end
      sleep(3)
      say("w3 42")
      if not q:empty() then say("w3 took " .. q:get_nowait()) end
    end
    say("w3 45")
  end)
    if is(e, Timeout) then say("w3 37 timeout") elseif not ok then error(e, 0) end end
  sleep(5)
  say("w3 47")
  if not q:empty() then say("w3 took " .. q:get_nowait()) end
  say("w3 got " .. q:get())
  say("w3 50 end")
end
local function w4()
  sleep(2)
  say("w4 52")
  sleep(2)
  say("w4 54")
  do local ok, e = pcall(function()
    do local _ <close> = sm:hold()
      say("w4 57 in")
      say("w4 59")
      say("w4 count " .. current():cancelling())
      ev:set()
    end
    current():cancel()
  end)
    if is(e, Cancelled) then say("w4 55 cancelled swallow")
    elseif not ok then error(e, 0) end end
  if not q:full() then q:put_nowait(63) end
  if T.w6 then say("w4 cancels w6 " .. yn(T.w6:cancel())) end
  say("w4 65 end")
end
local function w5()
  if not q:full() then q:put_nowait(66) end
  say("w5 got " .. q:get())
  do local ok, e = pcall(timeout, 2, function()
    ev:clear()
    say("w5 got " .. q:get())
    ev:clear()
  end)
    if is(e, Timeout) then say("w5 68 timeout") elseif not ok then error(e, 0) end end
  sleep(1)
  say("w5 73")
  say("w5 74 end")
end
local function w6()
  do local ok, e = pcall(function()
    do local ok, e = pcall(timeout, 1, function()
      if T.w6 then say("w6 cancels w6 " .. yn(T.w6:cancel())) end
    end)
      if is(e, Timeout) then say("w6 76 timeout") elseif not ok then error(e, 0) end end
  end)
    if is(e, Cancelled) then say("w6 75 cancelled err")
      error("X75", 0)
    elseif not ok then error(e, 0) end end
  sleep(2)
  say("w6 79")
  if T.w3 then say("w6 cancels w3 " .. yn(T.w3:cancel())) end
  sleep(5)
  say("w6 82")
  say("w6 83 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
T.w5 = spawn('w5', w5)
T.w6 = spawn('w6', w6)
sleep(3)
ev:set()
if not q:full() then q:put_nowait(0) end
sleep(10)
say('main ends')
