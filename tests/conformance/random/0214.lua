-- random program 214
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
local lk, sm, ev, cd, br, q = lock(), semaphore(1), event(), condition(), barrier(2), queue(1)
local function w1()
  if T.w4 then say("w1 cancels w4 " .. yn(T.w4:cancel())) end
  sleep(1)
  say("w1 3")
  if not q:empty() then say("w1 took " .. q:get_nowait()) end
  if T.w1 then say("w1 cancels w1 " .. yn(T.w1:cancel())) end
  q:put(6)
  say("w1 7 put 6")
  say("w1 8 end")
end
local function w2()
  local function f10()
    say("w2.f10 11")
    sleep(1)
    say("w2.f10 13")
    say("w2.f10 barrier " .. br:wait())
    do local ok, e = pcall(function() shield(T.w1) end)
      if ok then say("w2.f10 15 ok") elseif type(e) == "string" then say("w2.f10 15 err " .. kind(e)) else error(e, 0) end end
    return "f10"
  end
  do local ok, e = pcall(function() say("w2 9 " .. wait_for(2, spawn("f10", f10))) end)
    if not ok then if type(e) == "string" or is(e, Timeout) then say("w2 9 err " .. kind(e)) else error(e, 0) end end end
  local function f17()
    say("w2.f17 18")
    do local _ <close> = sm:hold()
      say("w2.f17 20 in")
      sleep(2)
      say("w2.f17 22")
    end
    local function f24()
      say("w2.f17.f24 25")
      local function f27()
        say("w2.f17.f24.f27 28")
        sleep(2)
        say("w2.f17.f24.f27 30")
        if T.w1 then say("w2.f17.f24.f27 cancels w1 " .. yn(T.w1:cancel())) end
        say("w2.f17.f24.f27 33")
        return "f27"
      end
      do local ok, e = pcall(function() for t in as_completed({ spawn("f27", f27) }, { timeout = 2 }) do say("w2.f17.f24 26 next " .. t:result()) end end)
        if not ok then if type(e) == "string" or is(e, Timeout) then say("w2.f17.f24 26 err " .. kind(e)) else error(e, 0) end end end
      return "f24"
    end
    local function f34()
      say("w2.f17.f34 35")
      do local _ <close> = cd:hold()
        cd:notify(1)
      end
      ev:wait()
      say("w2.f17.f34 38 ev")
      do local _ <close> = cd:hold()
        cd:wait()
        say("w2.f17.f34 40 woken")
      end
      return "f34"
    end
    do local ok, e = pcall(function() say("w2.f17 23 got " .. table.concat({ gather { spawn("f24", f24), spawn("f34", f34) } }, " ")) end)
      if not ok then if type(e) == "string" then say("w2.f17 23 err " .. kind(e)) else error(e, 0) end end end
    do local ok, e = pcall(function()
      do local ok, e = pcall(function()
        do local ok, e = pcall(function() T.w1:await() end)
          if ok then say("w2.f17 43 ok") elseif type(e) == "string" then say("w2.f17 43 err " .. kind(e)) else error(e, 0) end end
      end)
        if is(e, Cancelled) then say("w2.f17 42 cancelled err")
          error("X42", 0)
        elseif not ok then error(e, 0) end end
    end)
      if is(e, Cancelled) then say("w2.f17 41 cancelled uncancel")
        say("w2.f17 41 uncancel " .. current():uncancel())
      elseif not ok then error(e, 0) end end
    return "f17"
  end
  local function f44()
    say("w2.f44 45")
    do local _ <close> = sm:hold()
      say("w2.f44 47 in")
      local function f49()
        say("w2.f44.f49 50")
        do local ok, e = pcall(function() T.w1:await() end)
          if ok then say("w2.f44.f49 51 ok") elseif type(e) == "string" then say("w2.f44.f49 51 err " .. kind(e)) else error(e, 0) end end
        say("w2.f44.f49 53")
        sleep(1)
        say("w2.f44.f49 55")
        error("E56", 0)
      end
      do local ok, e = pcall(function() say("w2.f44 48 " .. wait_for(3, spawn("f49", f49))) end)
        if not ok then if type(e) == "string" or is(e, Timeout) then say("w2.f44 48 err " .. kind(e)) else error(e, 0) end end end
      do local _ <close> = sm:hold()
        say("w2.f44 58 in")
        say("w2.f44 got " .. q:get())
        q:put(60)
        say("w2.f44 61 put 60")
        if T.w2 then say("w2.f44 cancels w2 " .. yn(T.w2:cancel())) end
      end
      say("w2.f44 64")
    end
    if not q:empty() then say("w2.f44 took " .. q:get_nowait()) end
    sleep(2)
    say("w2.f44 67")
    return "f44"
  end
  local function f68()
    say("w2.f68 69")
    say("w2.f68 got " .. q:get())
    ev:clear()
    return "f68"
  end
  do local ok, e = pcall(function() for t in as_completed({ spawn("f17", f17), spawn("f44", f44), spawn("f68", f68) }, { timeout = nil }) do say("w2 16 next " .. t:result()) end end)
    if not ok then if type(e) == "string" or is(e, Timeout) then say("w2 16 err " .. kind(e)) else error(e, 0) end end end
  sleep(1)
  say("w2 73")
  sleep(0)
  say("w2 75")
  say("w2 76 end")
end
local function w3()
  sleep(2)
  say("w3 78")
  sleep(1)
  say("w3 80")
  do local ok, e = pcall(function() shield(T.w2) end)
    if ok then say("w3 81 ok") elseif type(e) == "string" then say("w3 81 err " .. kind(e)) else error(e, 0) end end
  say("w3 82 end")
end
local function w4()
  sleep(3)
  say("w4 84")
  do local _ <close> = lk:hold()
    say("w4 86 in")
    do local ok, e = pcall(timeout, 5, function()
      local function f89()
        say("w4.f89 90")
        sleep(2)
        say("w4.f89 92")
        ev:set()
        error("E94", 0)
      end
      do local ok, e = pcall(task_group, function(tg)
        tg:spawn("f89", f89)
        if T.w1 then say("w4 cancels w1 " .. yn(T.w1:cancel())) end
        sleep(5)
        say("w4 97")
        if not q:full() then q:put_nowait(98) end
      end)
        if is(e, ErrorGroup) then say("w4 88 " .. kind(e)) elseif not ok then error(e, 0) end end
      say("w4 got " .. q:get())
    end)
      if is(e, Timeout) then say("w4 87 timeout") elseif not ok then error(e, 0) end end
    if T.w5 then say("w4 cancels w5 " .. yn(T.w5:cancel())) end
  end
  if T.w4 then say("w4 cancels w4 " .. yn(T.w4:cancel())) end
  sleep(5)
  say("w4 103")
  say("w4 104 end")
end
local function w5()
  say("w5 barrier " .. br:wait())
  current():cancel()
  if T.w5 then say("w5 cancels w5 " .. yn(T.w5:cancel())) end
  do local _ <close> = cd:hold()
    cd:notify(2)
  end
  ev:clear()
  say("w5 110 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
T.w5 = spawn('w5', w5)
if not q:empty() then q:get_nowait() end
say('main cancels w5 ' .. yn(T.w5:cancel()))
sleep(0)
sleep(30)
say('main ends')
