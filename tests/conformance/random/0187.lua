-- random program 187
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
  local function f2()
    say("w1.f2 3")
    local function f5()
      say("w1.f2.f5 6")
      do local ok, e = pcall(function()
        if T.w3 then say("w1.f2.f5 cancels w3 " .. yn(T.w3:cancel())) end
        ev:set()
        q:put(10)
        say("w1.f2.f5 11 put 10")
      end)
        if is(e, Cancelled) then say("w1.f2.f5 7 cancelled raise")
          error(e, 0)
        elseif not ok then error(e, 0) end end
      if T.w3 then say("w1.f2.f5 cancels w3 " .. yn(T.w3:cancel())) end
      say("w1.f2.f5 size " .. q:size())
      return "f5"
    end
    local function f14()
      say("w1.f2.f14 15")
      do local _ <close> = lk:hold()
        say("w1.f2.f14 17 in")
        sleep(2)
        say("w1.f2.f14 19")
        say("w1.f2.f14 count " .. current():cancelling())
      end
      do local ok, e = pcall(timeout, 1, function()
        if T.w5 then say("w1.f2.f14 cancels w5 " .. yn(T.w5:cancel())) end
      end)
        if is(e, Timeout) then say("w1.f2.f14 21 timeout") elseif not ok then error(e, 0) end end
      say("w1.f2.f14 24")
      return "f14"
    end
    local function f25()
      say("w1.f2.f25 26")
      do local _ <close> = sm:hold()
        say("w1.f2.f25 28 in")
        ev:wait()
        say("w1.f2.f25 30 ev")
        ev:clear()
        sleep(1)
        say("w1.f2.f25 33")
      end
      return "f25"
    end
    do local ok, e = pcall(function() say("w1.f2 4 got " .. table.concat({ gather { spawn("f5", f5), spawn("f14", f14), spawn("f25", f25) } }, " ")) end)
      if not ok then if type(e) == "string" then say("w1.f2 4 err " .. kind(e)) else error(e, 0) end end end
    return "f2"
  end
  local function f34()
    say("w1.f34 35")
    local function f37()
      say("w1.f34.f37 38")
      do local _ <close> = sm:hold()
        say("w1.f34.f37 40 in")
        ev:wait()
        say("w1.f34.f37 42 ev")
        if not q:empty() then say("w1.f34.f37 took " .. q:get_nowait()) end
      end
      return "f37"
    end
    local function f44()
      say("w1.f34.f44 45")
      sleep(0)
      say("w1.f34.f44 47")
      q:put(48)
      say("w1.f34.f44 49 put 48")
      return "f44"
    end
    do local ok, e = pcall(task_group, function(tg)
      tg:spawn("f37", f37)
      tg:spawn("f44", f44)
      say("w1.f34 51")
      ev:clear()
    end)
      if is(e, ErrorGroup) then say("w1.f34 36 " .. kind(e)) elseif not ok then error(e, 0) end end
    q:put(53)
    say("w1.f34 54 put 53")
    if T.w1 then say("w1.f34 cancels w1 " .. yn(T.w1:cancel())) end
    error("E56", 0)
  end
  local function f57()
    say("w1.f57 58")
    q:put(59)
    say("w1.f57 60 put 59")
    if not q:empty() then say("w1.f57 took " .. q:get_nowait()) end
    sleep(3)
    say("w1.f57 63")
    return "f57"
  end
  do local dn, pn = wait({ spawn("f2", f2), spawn("f34", f34), spawn("f57", f57) }, { return_when = "all", timeout = 1 })
    say("w1 1 done " .. #dn .. " pending " .. #pn) end
  ev:wait()
  say("w1 65 ev")
  say("w1 66 end")
end
local function w2()
  sleep(2)
  say("w2 68")
  do local ok, e = pcall(function() shield(T.w1) end)
    if ok then say("w2 69 ok") elseif type(e) == "string" then say("w2 69 err " .. kind(e)) else error(e, 0) end end
  say("w2 70 end")
end
local function w3()
  do local _ <close> = defer(function()
    say("w3 71 finally")
  end)
    do local ok, e = pcall(timeout, 0, function()
      do local ok, e = pcall(timeout, 2, function()
        if not q:empty() then say("w3 took " .. q:get_nowait()) end
        if not q:full() then q:put_nowait(75) end
      end)
        if is(e, Timeout) then say("w3 73 timeout") elseif not ok then error(e, 0) end end
      say("w3 77")
      current():cancel()
    end)
      if is(e, Timeout) then say("w3 72 timeout") elseif not ok then error(e, 0) end end
  end
  current():cancel()
  say("w3 80 end")
end
local function w4()
  local function f82()
    say("w4.f82 83")
    ev:clear()
    error("E85", 0)
  end
  local function f86()
    say("w4.f86 87")
    say("w4.f86 count " .. current():cancelling())
    return "f86"
  end
  local function f89()
    say("w4.f89 90")
    sleep(3)
    say("w4.f89 92")
    return "f89"
  end
  do local ok, e = pcall(function() say("w4 81 got " .. table.concat({ gather { spawn("f82", f82), spawn("f86", f86), spawn("f89", f89) } }, " ")) end)
    if not ok then if type(e) == "string" then say("w4 81 err " .. kind(e)) else error(e, 0) end end end
  if T.w1 then say("w4 cancels w1 " .. yn(T.w1:cancel())) end
  say("w4 94 end")
end
local function w5()
  do local ok, e = pcall(function() T.w3:await() end)
    if ok then say("w5 95 ok") elseif type(e) == "string" then say("w5 95 err " .. kind(e)) else error(e, 0) end end
  if T.w5 then say("w5 cancels w5 " .. yn(T.w5:cancel())) end
  if not q:full() then q:put_nowait(97) end
  do local ok, e = pcall(function() T.w3:await() end)
    if ok then say("w5 98 ok") elseif type(e) == "string" then say("w5 98 err " .. kind(e)) else error(e, 0) end end
  say("w5 99 end")
end
local function w6()
  if T.w4 then say("w6 cancels w4 " .. yn(T.w4:cancel())) end
  ev:wait()
  say("w6 102 ev")
  say("w6 103 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
T.w5 = spawn('w5', w5)
T.w6 = spawn('w6', w6)
if not q:empty() then q:get_nowait() end
if not cd:locked() then local _ <close> = cd:hold() cd:notify_all() end
if not q:empty() then q:get_nowait() end
sleep(1)
sleep(0)
sleep(30)
say('main ends')
