-- random program 169
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
  local function f2()
    say("w1.f2 3")
    do local _ <close> = cd:hold()
      cd:notify(2)
    end
    say("w1.f2 6")
    if not q:empty() then say("w1.f2 took " .. q:get_nowait()) end
    return "f2"
  end
  local function f8()
    say("w1.f8 9")
    say("w1.f8 11")
    ev:clear()
    do local _ <close> = defer(function()
      say("w1.f8 13 finally")
    end)
      do local ok, e = pcall(function()
        current():cancel()
      end)
        if is(e, Cancelled) then say("w1.f8 14 cancelled raise")
          error(e, 0)
        elseif not ok then error(e, 0) end end
    end
    return "f8"
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f2", f2)
    tg:spawn("f8", f8)
    say("w1 17")
  end)
    if is(e, ErrorGroup) then say("w1 1 " .. kind(e)) elseif not ok then error(e, 0) end end
  if not q:full() then q:put_nowait(18) end
  say("w1 19 end")
end
local function w2()
  sleep(3)
  say("w2 21")
  local function f23()
    say("w2.f23 24")
    do local _ <close> = cd:hold()
      cd:notify(2)
    end
    if not q:empty() then say("w2.f23 took " .. q:get_nowait()) end
    return "f23"
  end
  local function f27()
    say("w2.f27 28")
    do local _ <close> = sm:hold()
      say("w2.f27 30 in")
      if not q:full() then q:put_nowait(31) end
      ev:set()
      ev:wait()
      say("w2.f27 34 ev")
    end
    error("E35", 0)
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f23", f23)
    tg:spawn("f27", f27)
  end)
    if is(e, ErrorGroup) then say("w2 22 " .. kind(e)) elseif not ok then error(e, 0) end end
  if T.w4 then say("w2 sees w4 " .. yn(T.w4:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  do local _ <close> = cd:hold()
    cd:notify(2)
  end
  sleep(3)
  say("w2 39")
  say("w2 40 end")
end
local function w3()
  sleep(1)
  say("w3 42")
  if not q:empty() then say("w3 took " .. q:get_nowait()) end
  do local ok, e = pcall(timeout, 3, function()
    say("w3 got " .. q:get())
    say("w3 count " .. current():cancelling())
  end)
    if is(e, Timeout) then say("w3 44 timeout") elseif not ok then error(e, 0) end end
  if T.w3 then say("w3 cancels w3 " .. yn(T.w3:cancel())) end
  current():cancel()
  say("w3 49 end")
end
local function w4()
  local function f51()
    say("w4.f51 52")
    local function f54()
      say("w4.f51.f54 55")
      local function f57()
        say("w4.f51.f54.f57 58")
        ev:wait()
        say("w4.f51.f54.f57 60 ev")
        say("w4.f51.f54.f57 got " .. q:get())
        return "f57"
      end
      local function f62()
        say("w4.f51.f54.f62 63")
        say("w4.f51.f54.f62 65")
        error("E66", 0)
      end
      local function f67()
        say("w4.f51.f54.f67 68")
        if T.w1 then say("w4.f51.f54.f67 cancels w1 " .. yn(T.w1:cancel())) end
        say("w4.f51.f54.f67 71")
        return "f67"
      end
      do local ok, e = pcall(task_group, function(tg)
        tg:spawn("f57", f57)
        tg:spawn("f62", f62)
        tg:spawn("f67", f67)
      end)
        if is(e, ErrorGroup) then say("w4.f51.f54 56 " .. kind(e)) elseif not ok then error(e, 0) end end
      do local ok, e = pcall(function() T.w3:await() end)
        if ok then say("w4.f51.f54 72 ok") elseif type(e) == "string" then say("w4.f51.f54 72 err " .. kind(e)) else error(e, 0) end end
      return "f54"
    end
    local function f73()
      say("w4.f51.f73 74")
      sleep(1)
      say("w4.f51.f73 76")
      q:put(77)
      say("w4.f51.f73 78 put 77")
      error("E79", 0)
    end
    do local ok, e = pcall(task_group, function(tg)
      tg:spawn("f54", f54)
      tg:spawn("f73", f73)
    end)
      if is(e, ErrorGroup) then say("w4.f51 53 " .. kind(e)) elseif not ok then error(e, 0) end end
    return "f51"
  end
  local function f80()
    say("w4.f80 81")
    sleep(0)
    say("w4.f80 83")
    sleep(2)
    say("w4.f80 85")
    return "f80"
  end
  local function f86()
    say("w4.f86 87")
    sleep(5)
    say("w4.f86 89")
    return "f86"
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f51", f51)
    tg:spawn("f80", f80)
    tg:spawn("f86", f86)
  end)
    if is(e, ErrorGroup) then say("w4 50 " .. kind(e)) elseif not ok then error(e, 0) end end
  sleep(5)
  say("w4 91")
  say("w4 92 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
ev:set()
if not q:full() then q:put_nowait(0) end
if not q:empty() then q:get_nowait() end
if not q:empty() then q:get_nowait() end
ev:set()
sleep(0)
sleep(5)
say('main ends')
