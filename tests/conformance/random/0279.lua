-- random program 279
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
local lk, sm, ev, cd, br, q = lock(), semaphore(1), event(), condition(), barrier(2), queue(0)
local function w1()
  say("w1 got " .. q:get())
  do local _ <close> = lk:hold()
    say("w1 3 in")
    if T.w5 then say("w1 sees w5 " .. yn(T.w5:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  end
  ev:wait()
  say("w1 6 ev")
  say("w1 7 end")
end
local function w2()
  local function f9()
    say("w2.f9 10")
    q:put(11)
    say("w2.f9 12 put 11")
    do local ok, e = pcall(timeout, 2, function()
      say("w2.f9 got " .. q:get())
    end)
      if is(e, Timeout) then say("w2.f9 13 timeout") elseif not ok then error(e, 0) end end
    local function f16()
      say("w2.f9.f16 17")
      do local _ <close> = defer(function()
        say("w2.f9.f16 18 finally")
      end)
        if not q:empty() then say("w2.f9.f16 took " .. q:get_nowait()) end
      end
      say("w2.f9.f16 got " .. q:get())
      local function f22()
        say("w2.f9.f16.f22 23")
        say("w2.f9.f16.f22 got " .. q:get())
        ev:wait()
        say("w2.f9.f16.f22 26 ev")
        sleep(0)
        say("w2.f9.f16.f22 28")
        return "f22"
      end
      local function f29()
        say("w2.f9.f16.f29 30")
        if T.w4 then say("w2.f9.f16.f29 cancels w4 " .. yn(T.w4:cancel())) end
        say("w2.f9.f16.f29 count " .. current():cancelling())
        if not q:empty() then say("w2.f9.f16.f29 took " .. q:get_nowait()) end
        return "f29"
      end
      local function f34()
        say("w2.f9.f16.f34 35")
        sleep(2)
        say("w2.f9.f16.f34 37")
        return "f34"
      end
      do local ok, e = pcall(task_group, function(tg)
        tg:spawn("f22", f22)
        tg:spawn("f29", f29)
        tg:spawn("f34", f34)
        say("w2.f9.f16 39")
      end)
        if is(e, ErrorGroup) then say("w2.f9.f16 21 " .. kind(e)) elseif not ok then error(e, 0) end end
      return "f16"
    end
    local function f40()
      say("w2.f9.f40 41")
      if T.w2 then say("w2.f9.f40 cancels w2 " .. yn(T.w2:cancel())) end
      return "f40"
    end
    do local ok, e = pcall(task_group, function(tg)
      tg:spawn("f16", f16)
      tg:spawn("f40", f40)
    end)
      if is(e, ErrorGroup) then say("w2.f9 15 " .. kind(e)) elseif not ok then error(e, 0) end end
    return "f9"
  end
  do local ok, e = pcall(function() say("w2 8 got " .. table.concat({ gather { spawn("f9", f9) } }, " ")) end)
    if not ok then if type(e) == "string" then say("w2 8 err " .. kind(e)) else error(e, 0) end end end
  do local ok, e = pcall(timeout, 3, function()
    do local ok, e = pcall(timeout, 5, function()
      sleep(5)
      say("w2 46")
      do local ok, e = pcall(function()
        if T.w1 then say("w2 sees w1 " .. yn(T.w1:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
        if not q:full() then q:put_nowait(49) end
        if T.w1 then say("w2 cancels w1 " .. yn(T.w1:cancel())) end
      end)
        if is(e, Cancelled) then say("w2 47 cancelled raise")
          error(e, 0)
        elseif not ok then error(e, 0) end end
    end)
      if is(e, Timeout) then say("w2 44 timeout") elseif not ok then error(e, 0) end end
  end)
    if is(e, Timeout) then say("w2 43 timeout") elseif not ok then error(e, 0) end end
  q:put(51)
  say("w2 52 put 51")
  say("w2 53 end")
end
local function w3()
  local function f55()
    say("w3.f55 56")
    ev:wait()
    say("w3.f55 58 ev")
    return "f55"
  end
  do local ok, e = pcall(function() for t in as_completed({ spawn("f55", f55) }, { timeout = 1 }) do say("w3 54 next " .. t:result()) end end)
    if not ok then if type(e) == "string" or is(e, Timeout) then say("w3 54 err " .. kind(e)) else error(e, 0) end end end
  sleep(3)
  say("w3 60")
  sleep(2)
  say("w3 62")
  say("w3 64")
  say("w3 65 end")
end
local function w4()
  do local ok, e = pcall(timeout, 5, function()
    local function f68()
      say("w4.f68 69")
      sleep(5)
      say("w4.f68 71")
      error("E72", 0)
    end
    do local ok, e = pcall(function() say("w4 67 " .. wait_for(5, spawn("f68", f68))) end)
      if not ok then if type(e) == "string" or is(e, Timeout) then say("w4 67 err " .. kind(e)) else error(e, 0) end end end
    local function f74()
      say("w4.f74 75")
      say("w4.f74 got " .. q:get())
      do local ok, e = pcall(function() T.w3:await() end)
        if ok then say("w4.f74 77 ok") elseif type(e) == "string" then say("w4.f74 77 err " .. kind(e)) else error(e, 0) end end
      if not q:full() then q:put_nowait(78) end
      return "f74"
    end
    local function f79()
      say("w4.f79 80")
      say("w4.f79 count " .. current():cancelling())
      ev:set()
      if T.w1 then say("w4.f79 cancels w1 " .. yn(T.w1:cancel())) end
      error("E84", 0)
    end
    do local ok, e = pcall(task_group, function(tg)
      tg:spawn("f74", f74)
      tg:spawn("f79", f79)
    end)
      if is(e, ErrorGroup) then say("w4 73 " .. kind(e)) elseif not ok then error(e, 0) end end
    say("w4 86")
  end)
    if is(e, Timeout) then say("w4 66 timeout") elseif not ok then error(e, 0) end end
  if T.w3 then say("w4 cancels w3 " .. yn(T.w3:cancel())) end
  sleep(2)
  say("w4 89")
  say("w4 90 end")
end
local function w5()
  local function f92()
    say("w5.f92 93")
    ev:clear()
    local function f96()
      say("w5.f92.f96 97")
      do local ok, e = pcall(timeout, 2, function()
        say("w5.f92.f96 got " .. q:get())
        if T.w4 then say("w5.f92.f96 cancels w4 " .. yn(T.w4:cancel())) end
        say("w5.f92.f96 102")
      end)
        if is(e, Timeout) then say("w5.f92.f96 98 timeout") elseif not ok then error(e, 0) end end
      return "f96"
    end
    do local ok, e = pcall(function() for t in as_completed({ spawn("f96", f96) }, { timeout = 2 }) do say("w5.f92 95 next " .. t:result()) end end)
      if not ok then if type(e) == "string" or is(e, Timeout) then say("w5.f92 95 err " .. kind(e)) else error(e, 0) end end end
    return "f92"
  end
  local function f103()
    say("w5.f103 104")
    sleep(0)
    say("w5.f103 106")
    if T.w5 then say("w5.f103 cancels w5 " .. yn(T.w5:cancel())) end
    error("E108", 0)
  end
  for _, x in ipairs(gather({ spawn("f92", f92), spawn("f103", f103) }, { return_errors = true })) do
    say("w5 91 " .. (x.ok and x.value or kind(x.error)))
  end
  sleep(1)
  say("w5 110")
  say("w5 112")
  say("w5 113 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
T.w5 = spawn('w5', w5)
if not cd:locked() then local _ <close> = cd:hold() cd:notify_all() end
say('main cancels w1 ' .. yn(T.w1:cancel()))
sleep(10)
say('main ends')
