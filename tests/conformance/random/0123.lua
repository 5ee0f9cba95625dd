-- random program 123
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
  sleep(0)
  say("w1 2")
  do local _ <close> = cd:hold()
    cd:wait()
    say("w1 4 woken")
  end
  local function f6()
    say("w1.f6 7")
    do local _ <close> = lk:hold()
      say("w1.f6 9 in")
      q:put(10)
      say("w1.f6 11 put 10")
    end
    ev:clear()
    return "f6"
  end
  local function f13()
    say("w1.f13 14")
    if T.w2 then say("w1.f13 cancels w2 " .. yn(T.w2:cancel())) end
    say("w1.f13 17")
    return "f13"
  end
  local function f18()
    say("w1.f18 19")
    say("w1.f18 barrier " .. br:wait())
    return "f18"
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f6", f6)
    tg:spawn("f13", f13)
    tg:spawn("f18", f18)
    do local ok, e = pcall(function()
      sleep(1)
      say("w1 23")
    end)
      if is(e, Cancelled) then say("w1 21 cancelled raise")
        error(e, 0)
      elseif not ok then error(e, 0) end end
    ev:clear()
    say("w1 26")
  end)
    if is(e, ErrorGroup) then say("w1 5 " .. kind(e)) elseif not ok then error(e, 0) end end
  say("w1 28")
  say("w1 29 end")
end
local function w2()
  do local ok, e = pcall(function() shield(T.w1) end)
    if ok then say("w2 30 ok") elseif type(e) == "string" then say("w2 30 err " .. kind(e)) else error(e, 0) end end
  say("w2 count " .. current():cancelling())
  sleep(1)
  say("w2 33")
  do local _ <close> = lk:hold()
    say("w2 35 in")
    if T.w2 then say("w2 cancels w2 " .. yn(T.w2:cancel())) end
    if T.w5 then say("w2 sees w5 " .. yn(T.w5:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
    do local ok, e = pcall(function() T.w1:await() end)
      if ok then say("w2 38 ok") elseif type(e) == "string" then say("w2 38 err " .. kind(e)) else error(e, 0) end end
  end
  say("w2 40")
  say("w2 41 end")
end
local function w3()
  local function f43()
    say("w3.f43 44")
    local function f46()
      say("w3.f43.f46 47")
      say("w3.f43.f46 barrier " .. br:wait())
      local function f50()
        say("w3.f43.f46.f50 51")
        if not q:empty() then say("w3.f43.f46.f50 took " .. q:get_nowait()) end
        say("w3.f43.f46.f50 got " .. q:get())
        current():cancel()
        return "f50"
      end
      local function f55()
        say("w3.f43.f46.f55 56")
        sleep(3)
        say("w3.f43.f46.f55 58")
        return "f55"
      end
      local function f59()
        say("w3.f43.f46.f59 60")
        q:put(61)
        say("w3.f43.f46.f59 62 put 61")
        return "f59"
      end
      do local ok, e = pcall(function() say("w3.f43.f46 49 got " .. table.concat({ gather { spawn("f50", f50), spawn("f55", f55), spawn("f59", f59) } }, " ")) end)
        if not ok then if type(e) == "string" then say("w3.f43.f46 49 err " .. kind(e)) else error(e, 0) end end end
      if not q:full() then q:put_nowait(63) end
      return "f46"
    end
    local function f64()
      say("w3.f43.f64 65")
      if T.w4 then say("w3.f43.f64 cancels w4 " .. yn(T.w4:cancel())) end
      do local ok, e = pcall(function() T.w2:await() end)
        if ok then say("w3.f43.f64 67 ok") elseif type(e) == "string" then say("w3.f43.f64 67 err " .. kind(e)) else error(e, 0) end end
      say("w3.f43.f64 69")
      error("E70", 0)
    end
    local function f71()
      say("w3.f43.f71 72")
      say("w3.f43.f71 got " .. q:get())
      error("E74", 0)
    end
    do local ok, e = pcall(task_group, function(tg)
      tg:spawn("f46", f46)
      tg:spawn("f64", f64)
      tg:spawn("f71", f71)
      if not q:full() then q:put_nowait(75) end
    end)
      if is(e, ErrorGroup) then say("w3.f43 45 " .. kind(e)) elseif not ok then error(e, 0) end end
    do local _ <close> = cd:hold()
      cd:notify(1)
    end
    ev:wait()
    say("w3.f43 78 ev")
    return "f43"
  end
  local function f79()
    say("w3.f79 80")
    ev:set()
    do local _ <close> = cd:hold()
      cd:notify(2)
    end
    sleep(1)
    say("w3.f79 84")
    return "f79"
  end
  for _, x in ipairs(gather({ spawn("f43", f43), spawn("f79", f79) }, { return_errors = true })) do
    say("w3 42 " .. (x.ok and x.value or kind(x.error)))
  end
  if T.w4 then say("w3 cancels w4 " .. yn(T.w4:cancel())) end
  if T.w1 then say("w3 cancels w1 " .. yn(T.w1:cancel())) end
  say("w3 88")
  sleep(3)
  say("w3 90")
  say("w3 91 end")
end
local function w4()
  say("w4 93")
  say("w4 count " .. current():cancelling())
  do local _ <close> = cd:hold()
    cd:notify(2)
  end
  say("w4 96 end")
end
local function w5()
  say("w5 98")
  sleep(0)
  say("w5 100")
  local function f102()
    say("w5.f102 103")
    sleep(0)
    say("w5.f102 105")
    if not q:empty() then say("w5.f102 took " .. q:get_nowait()) end
    say("w5.f102 108")
    return "f102"
  end
  local function f109()
    say("w5.f109 110")
    sleep(5)
    say("w5.f109 112")
    if not q:full() then q:put_nowait(113) end
    error("E114", 0)
  end
  for _, x in ipairs(gather({ spawn("f102", f102), spawn("f109", f109) }, { return_errors = true })) do
    say("w5 101 " .. (x.ok and x.value or kind(x.error)))
  end
  q:put(115)
  say("w5 116 put 115")
  ev:clear()
  say("w5 118 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
T.w5 = spawn('w5', w5)
sleep(5)
say('main cancels w4 ' .. yn(T.w4:cancel()))
say('main cancels w1 ' .. yn(T.w1:cancel()))
if not cd:locked() then local _ <close> = cd:hold() cd:notify_all() end
sleep(30)
say('main ends')
