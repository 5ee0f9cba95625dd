-- random program 234
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
local lk, sm, ev, cd, br, q = lock(), semaphore(2), event(), condition(), barrier(2), queue(0)
local function w1()
  local function f2()
    say("w1.f2 3")
    if T.w3 then say("w1.f2 cancels w3 " .. yn(T.w3:cancel())) end
    do local _ <close> = sm:hold()
      say("w1.f2 6 in")
      local function f8()
        say("w1.f2.f8 9")
        ev:clear()
        return "f8"
      end
      local function f11()
        say("w1.f2.f11 12")
        say("w1.f2.f11 14")
        if not q:full() then q:put_nowait(15) end
        if not q:full() then q:put_nowait(16) end
        return "f11"
      end
      local function f17()
        say("w1.f2.f17 18")
        ev:wait()
        say("w1.f2.f17 20 ev")
        say("w1.f2.f17 22")
        if not q:full() then q:put_nowait(23) end
        return "f17"
      end
      do local ok, e = pcall(function() say("w1.f2 7 got " .. table.concat({ gather { spawn("f8", f8), spawn("f11", f11), spawn("f17", f17) } }, " ")) end)
        if not ok then if type(e) == "string" then say("w1.f2 7 err " .. kind(e)) else error(e, 0) end end end
      ev:set()
    end
    return "f2"
  end
  local function f25()
    say("w1.f25 26")
    if T.w2 then say("w1.f25 sees w2 " .. yn(T.w2:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
    if T.w2 then say("w1.f25 sees w2 " .. yn(T.w2:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
    do local ok, e = pcall(timeout, 1, function()
      do local ok, e = pcall(timeout, 0, function()
        ev:set()
        say("w1.f25 33")
      end)
        if is(e, Timeout) then say("w1.f25 30 timeout") elseif not ok then error(e, 0) end end
      do local _ <close> = sm:hold()
        say("w1.f25 35 in")
        sleep(1)
        say("w1.f25 37")
        ev:wait()
        say("w1.f25 39 ev")
        if T.w1 then say("w1.f25 sees w1 " .. yn(T.w1:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
      end
      do local _ <close> = sm:hold()
        say("w1.f25 42 in")
        sleep(1)
        say("w1.f25 44")
      end
    end)
      if is(e, Timeout) then say("w1.f25 29 timeout") elseif not ok then error(e, 0) end end
    return "f25"
  end
  local function f45()
    say("w1.f45 46")
    sleep(0)
    say("w1.f45 48")
    ev:wait()
    say("w1.f45 50 ev")
    sleep(3)
    say("w1.f45 52")
    return "f45"
  end
  for _, x in ipairs(gather({ spawn("f2", f2), spawn("f25", f25), spawn("f45", f45) }, { return_errors = true })) do
    say("w1 1 " .. (x.ok and x.value or kind(x.error)))
  end
  sleep(0)
  say("w1 54")
  sleep(0)
  say("w1 56")
  say("w1 58")
  say("w1 60")
  say("w1 61 end")
end
local function w2()
  sleep(2)
  say("w2 63")
  do local ok, e = pcall(function() T.w1:await() end)
    if ok then say("w2 64 ok") elseif type(e) == "string" then say("w2 64 err " .. kind(e)) else error(e, 0) end end
  do local ok, e = pcall(timeout, 1, function()
    local function f67()
      say("w2.f67 68")
      say("w2.f67 70")
      say("w2.f67 72")
      do local _ <close> = cd:hold()
        cd:notify(1)
      end
      return "f67"
    end
    local function f74()
      say("w2.f74 75")
      do local ok, e = pcall(function() T.w1:await() end)
        if ok then say("w2.f74 76 ok") elseif type(e) == "string" then say("w2.f74 76 err " .. kind(e)) else error(e, 0) end end
      return "f74"
    end
    local function f77()
      say("w2.f77 78")
      say("w2.f77 count " .. current():cancelling())
      sleep(1)
      say("w2.f77 81")
      error("E82", 0)
    end
    do local ok, e = pcall(function() for t in as_completed({ spawn("f67", f67), spawn("f74", f74), spawn("f77", f77) }, { timeout = nil }) do say("w2 66 next " .. t:result()) end end)
      if not ok then if type(e) == "string" or is(e, Timeout) then say("w2 66 err " .. kind(e)) else error(e, 0) end end end
    ev:clear()
    sleep(0)
    say("w2 85")
  end)
    if is(e, Timeout) then say("w2 65 timeout") elseif not ok then error(e, 0) end end
  if not q:empty() then say("w2 took " .. q:get_nowait()) end
  q:put(87)
  say("w2 88 put 87")
  say("w2 89 end")
end
local function w3()
  if not q:empty() then say("w3 took " .. q:get_nowait()) end
  do local ok, e = pcall(function() shield(T.w1) end)
    if ok then say("w3 91 ok") elseif type(e) == "string" then say("w3 91 err " .. kind(e)) else error(e, 0) end end
  ev:wait()
  say("w3 93 ev")
  say("w3 94 end")
end
local function w4()
  do local ok, e = pcall(timeout, 3, function()
    local function f97()
      say("w4.f97 98")
      local function f100()
        say("w4.f97.f100 101")
        say("w4.f97.f100 103")
        sleep(1)
        say("w4.f97.f100 105")
        ev:clear()
        return "f100"
      end
      do local ok, e = pcall(function() say("w4.f97 99 got " .. table.concat({ gather { spawn("f100", f100) } }, " ")) end)
        if not ok then if type(e) == "string" then say("w4.f97 99 err " .. kind(e)) else error(e, 0) end end end
      return "f97"
    end
    do local ok, e = pcall(task_group, function(tg)
      tg:spawn("f97", f97)
    end)
      if is(e, ErrorGroup) then say("w4 96 " .. kind(e)) elseif not ok then error(e, 0) end end
    say("w4 count " .. current():cancelling())
  end)
    if is(e, Timeout) then say("w4 95 timeout") elseif not ok then error(e, 0) end end
  q:put(108)
  say("w4 109 put 108")
  if T.w2 then say("w4 cancels w2 " .. yn(T.w2:cancel())) end
  if not q:empty() then say("w4 took " .. q:get_nowait()) end
  sleep(5)
  say("w4 113")
  say("w4 114 end")
end
local function w5()
  local function f116()
    say("w5.f116 117")
    do local ok, e = pcall(timeout, 1, function()
      do local _ <close> = defer(function()
        sleep(2)
        say("w5.f116 119 finally")
      end)
        current():cancel()
      end
      sleep(2)
      say("w5.f116 122")
    end)
      if is(e, Timeout) then say("w5.f116 118 timeout") elseif not ok then error(e, 0) end end
    if not q:full() then q:put_nowait(123) end
    return "f116"
  end
  for _, x in ipairs(gather({ spawn("f116", f116) }, { return_errors = true })) do
    say("w5 115 " .. (x.ok and x.value or kind(x.error)))
  end
  if not q:full() then q:put_nowait(124) end
  if T.w1 then say("w5 cancels w1 " .. yn(T.w1:cancel())) end
  ev:clear()
  say("w5 127 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
T.w5 = spawn('w5', w5)
say('main cancels w2 ' .. yn(T.w2:cancel()))
sleep(2)
say('main cancels w5 ' .. yn(T.w5:cancel()))
if not q:empty() then q:get_nowait() end
sleep(1)
if not q:full() then q:put_nowait(0) end
sleep(5)
say('main ends')
