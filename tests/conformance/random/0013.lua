-- random program 13
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
  if T.w2 then say("w1 cancels w2 " .. yn(T.w2:cancel())) end
  if T.w2 then say("w1 cancels w2 " .. yn(T.w2:cancel())) end
  ev:clear()
  say("w1 4 end")
end
local function w2()
  local function f6()
    say("w2.f6 7")
    do local ok, e = pcall(function() T.w1:await() end)
      if ok then say("w2.f6 8 ok") elseif type(e) == "string" then say("w2.f6 8 err " .. kind(e)) else error(e, 0) end end
    do local ok, e = pcall(timeout, 1, function()
      say("w2.f6 barrier " .. br:wait())
      say("w2.f6 12")
      do local _ <close> = cd:hold()
        cd:notify(1)
      end
    end)
      if is(e, Timeout) then say("w2.f6 9 timeout") elseif not ok then error(e, 0) end end
    sleep(1)
    say("w2.f6 15")
    return "f6"
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f6", f6)
  end)
    if is(e, ErrorGroup) then say("w2 5 " .. kind(e)) elseif not ok then error(e, 0) end end
  ev:clear()
  say("w2 17 end")
end
local function w3()
  do local _ <close> = sm:hold()
    say("w3 19 in")
    local function f21()
      say("w3.f21 22")
      do local ok, e = pcall(timeout, 2, function()
        q:put(24)
        say("w3.f21 25 put 24")
        sleep(2)
        say("w3.f21 27")
      end)
        if is(e, Timeout) then say("w3.f21 23 timeout") elseif not ok then error(e, 0) end end
      say("w3.f21 barrier " .. br:wait())
      local function f30()
        say("w3.f21.f30 31")
        if T.w5 then say("w3.f21.f30 cancels w5 " .. yn(T.w5:cancel())) end
        if T.w2 then say("w3.f21.f30 sees w2 " .. yn(T.w2:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
        if T.w4 then say("w3.f21.f30 cancels w4 " .. yn(T.w4:cancel())) end
        return "f30"
      end
      local function f35()
        say("w3.f21.f35 36")
        sleep(1)
        say("w3.f21.f35 38")
        current():cancel()
        return "f35"
      end
      do local ok, e = pcall(function() for t in as_completed({ spawn("f30", f30), spawn("f35", f35) }, { timeout = 1 }) do say("w3.f21 29 next " .. t:result()) end end)
        if not ok then if type(e) == "string" or is(e, Timeout) then say("w3.f21 29 err " .. kind(e)) else error(e, 0) end end end
      return "f21"
    end
    local function f40()
      say("w3.f40 41")
      do local ok, e = pcall(function() T.w2:await() end)
        if ok then say("w3.f40 42 ok") elseif type(e) == "string" then say("w3.f40 42 err " .. kind(e)) else error(e, 0) end end
      return "f40"
    end
    local function f43()
      say("w3.f43 44")
      ev:set()
      sleep(2)
      say("w3.f43 47")
      sleep(0)
      say("w3.f43 49")
      return "f43"
    end
    do local ok, e = pcall(function() say("w3 20 got " .. table.concat({ gather { spawn("f21", f21), spawn("f40", f40), spawn("f43", f43) } }, " ")) end)
      if not ok then if type(e) == "string" then say("w3 20 err " .. kind(e)) else error(e, 0) end end end
  end
  if T.w4 then say("w3 cancels w4 " .. yn(T.w4:cancel())) end
  say("w3 52")
  if not q:empty() then say("w3 took " .. q:get_nowait()) end
  say("w3 54 end")
end
local function w4()
  if T.w2 then say("w4 cancels w2 " .. yn(T.w2:cancel())) end
  local function f57()
    say("w4.f57 58")
    local function f60()
      say("w4.f57.f60 61")
      do local ok, e = pcall(timeout, 1, function()
        sleep(2)
        say("w4.f57.f60 64")
        say("w4.f57.f60 count " .. current():cancelling())
      end)
        if is(e, Timeout) then say("w4.f57.f60 62 timeout") elseif not ok then error(e, 0) end end
      error("E66", 0)
    end
    local function f67()
      say("w4.f57.f67 68")
      if T.w2 then say("w4.f57.f67 sees w2 " .. yn(T.w2:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
      if T.w2 then say("w4.f57.f67 cancels w2 " .. yn(T.w2:cancel())) end
      if T.w1 then say("w4.f57.f67 sees w1 " .. yn(T.w1:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
      return "f67"
    end
    do local ok, e = pcall(function() for t in as_completed({ spawn("f60", f60), spawn("f67", f67) }, { timeout = 0 }) do say("w4.f57 59 next " .. t:result()) end end)
      if not ok then if type(e) == "string" or is(e, Timeout) then say("w4.f57 59 err " .. kind(e)) else error(e, 0) end end end
    do local ok, e = pcall(function() T.w3:await() end)
      if ok then say("w4.f57 72 ok") elseif type(e) == "string" then say("w4.f57 72 err " .. kind(e)) else error(e, 0) end end
    return "f57"
  end
  local function f73()
    say("w4.f73 74")
    ev:wait()
    say("w4.f73 76 ev")
    error("E77", 0)
  end
  local function f78()
    say("w4.f78 79")
    do local _ <close> = cd:hold()
      cd:notify(1)
    end
    ev:set()
    sleep(0)
    say("w4.f78 83")
    return "f78"
  end
  do local ok, e = pcall(function() say("w4 56 got " .. table.concat({ gather { spawn("f57", f57), spawn("f73", f73), spawn("f78", f78) } }, " ")) end)
    if not ok then if type(e) == "string" then say("w4 56 err " .. kind(e)) else error(e, 0) end end end
  say("w4 84 end")
end
local function w5()
  do local ok, e = pcall(function()
    sleep(5)
    say("w5 87")
    say("w5 89")
    ev:clear()
  end)
    if is(e, Cancelled) then say("w5 85 cancelled cleanup")
      sleep(1)
      say("w5 85 cleaned")
      error(e, 0)
    elseif not ok then error(e, 0) end end
  sleep(2)
  say("w5 92")
  say("w5 93 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
T.w5 = spawn('w5', w5)
say('main cancels w5 ' .. yn(T.w5:cancel()))
if not q:full() then q:put_nowait(0) end
if not cd:locked() then local _ <close> = cd:hold() cd:notify_all() end
sleep(5)
say('main ends')
