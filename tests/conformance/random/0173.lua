-- random program 173
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
local lk, sm, ev, cd, br, q = lock(), semaphore(2), event(), condition(), barrier(2), queue(2)
local function w1()
  if T.w4 then say("w1 cancels w4 " .. yn(T.w4:cancel())) end
  say("w1 3")
  do local _ <close> = sm:hold()
    say("w1 5 in")
    say("w1 7")
    ev:wait()
    say("w1 9 ev")
    do local ok, e = pcall(function()
      local function f12()
        say("w1.f12 13")
        sleep(0)
        say("w1.f12 15")
        return "f12"
      end
      local function f16()
        say("w1.f16 17")
        say("w1.f16 19")
        if T.w2 then say("w1.f16 cancels w2 " .. yn(T.w2:cancel())) end
        q:put(21)
        say("w1.f16 22 put 21")
        return "f16"
      end
      local function f23()
        say("w1.f23 24")
        sleep(1)
        say("w1.f23 26")
        sleep(1)
        say("w1.f23 28")
        return "f23"
      end
      do local ok, e = pcall(function() for t in as_completed({ spawn("f12", f12), spawn("f16", f16), spawn("f23", f23) }, { timeout = nil }) do say("w1 11 next " .. t:result()) end end)
        if not ok then if type(e) == "string" or is(e, Timeout) then say("w1 11 err " .. kind(e)) else error(e, 0) end end end
      do local ok, e = pcall(function()
        sleep(1)
        say("w1 31")
      end)
        if is(e, Cancelled) then say("w1 29 cancelled swallow")
        elseif not ok then error(e, 0) end end
    end)
      if is(e, Cancelled) then say("w1 10 cancelled raise")
        error(e, 0)
      elseif not ok then error(e, 0) end end
  end
  do local ok, e = pcall(function()
    if not q:empty() then say("w1 took " .. q:get_nowait()) end
    do local _ <close> = cd:hold()
      cd:notify(2)
    end
    if not q:full() then q:put_nowait(35) end
  end)
    if is(e, Cancelled) then say("w1 32 cancelled err")
      error("X32", 0)
    elseif not ok then error(e, 0) end end
  say("w1 36 end")
end
local function w2()
  do local _ <close> = sm:hold()
    say("w2 38 in")
    do local _ <close> = cd:hold()
      cd:notify(2)
    end
    sleep(1)
    say("w2 41")
    do local ok, e = pcall(function()
      if T.w4 then say("w2 cancels w4 " .. yn(T.w4:cancel())) end
    end)
      if is(e, Cancelled) then say("w2 42 cancelled swallow")
      elseif not ok then error(e, 0) end end
  end
  sleep(2)
  say("w2 45")
  sleep(2)
  say("w2 47")
  ev:wait()
  say("w2 49 ev")
  say("w2 50 end")
end
local function w3()
  q:put(51)
  say("w3 52 put 51")
  local function f54()
    say("w3.f54 55")
    do local ok, e = pcall(timeout, 2, function()
      if T.w1 then say("w3.f54 sees w1 " .. yn(T.w1:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
      ev:wait()
      say("w3.f54 59 ev")
      sleep(2)
      say("w3.f54 61")
    end)
      if is(e, Timeout) then say("w3.f54 56 timeout") elseif not ok then error(e, 0) end end
    sleep(1)
    say("w3.f54 63")
    if T.w5 then say("w3.f54 sees w5 " .. yn(T.w5:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
    error("E65", 0)
  end
  local function f66()
    say("w3.f66 67")
    say("w3.f66 count " .. current():cancelling())
    sleep(3)
    say("w3.f66 70")
    ev:wait()
    say("w3.f66 72 ev")
    error("E73", 0)
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f54", f54)
    tg:spawn("f66", f66)
  end)
    if is(e, ErrorGroup) then say("w3 53 " .. kind(e)) elseif not ok then error(e, 0) end end
  sleep(2)
  say("w3 75")
  sleep(0)
  say("w3 77")
  if T.w6 then say("w3 sees w6 " .. yn(T.w6:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  say("w3 79 end")
end
local function w4()
  sleep(2)
  say("w4 81")
  local function f83()
    say("w4.f83 84")
    sleep(0)
    say("w4.f83 86")
    do local _ <close> = lk:hold()
      say("w4.f83 88 in")
      sleep(3)
      say("w4.f83 90")
    end
    return "f83"
  end
  do local ok, e = pcall(function() say("w4 82 " .. wait_for(2, spawn("f83", f83))) end)
    if not ok then if type(e) == "string" or is(e, Timeout) then say("w4 82 err " .. kind(e)) else error(e, 0) end end end
  sleep(1)
  say("w4 92")
  sleep(1)
  say("w4 94")
  if not q:empty() then say("w4 took " .. q:get_nowait()) end
  say("w4 96 end")
end
local function w5()
  sleep(0)
  say("w5 98")
  local function f100()
    say("w5.f100 101")
    do local ok, e = pcall(function() T.w2:await() end)
      if ok then say("w5.f100 102 ok") elseif type(e) == "string" then say("w5.f100 102 err " .. kind(e)) else error(e, 0) end end
    say("w5.f100 104")
    if not q:empty() then say("w5.f100 took " .. q:get_nowait()) end
    return "f100"
  end
  local function f106()
    say("w5.f106 107")
    ev:set()
    ev:wait()
    say("w5.f106 110 ev")
    ev:clear()
    return "f106"
  end
  do local ok, e = pcall(function() say("w5 99 got " .. table.concat({ gather { spawn("f100", f100), spawn("f106", f106) } }, " ")) end)
    if not ok then if type(e) == "string" then say("w5 99 err " .. kind(e)) else error(e, 0) end end end
  if T.w3 then say("w5 cancels w3 " .. yn(T.w3:cancel())) end
  if not q:full() then q:put_nowait(113) end
  say("w5 114 end")
end
local function w6()
  sleep(3)
  say("w6 116")
  if not q:empty() then say("w6 took " .. q:get_nowait()) end
  local function f119()
    say("w6.f119 120")
    local function f122()
      say("w6.f119.f122 123")
      if not q:empty() then say("w6.f119.f122 took " .. q:get_nowait()) end
      if T.w4 then say("w6.f119.f122 cancels w4 " .. yn(T.w4:cancel())) end
      error("E126", 0)
    end
    do local ok, e = pcall(task_group, function(tg)
      tg:spawn("f122", f122)
    end)
      if is(e, ErrorGroup) then say("w6.f119 121 " .. kind(e)) elseif not ok then error(e, 0) end end
    do local ok, e = pcall(function() T.w5:await() end)
      if ok then say("w6.f119 127 ok") elseif type(e) == "string" then say("w6.f119 127 err " .. kind(e)) else error(e, 0) end end
    sleep(1)
    say("w6.f119 129")
    return "f119"
  end
  for _, x in ipairs(gather({ spawn("f119", f119) }, { return_errors = true })) do
    say("w6 118 " .. (x.ok and x.value or kind(x.error)))
  end
  say("w6 130 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
T.w5 = spawn('w5', w5)
T.w6 = spawn('w6', w6)
if not q:empty() then q:get_nowait() end
sleep(1)
sleep(5)
say('main ends')
