-- random program 122
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
  do local _ <close> = sm:hold()
    say("w1 2 in")
    do local ok, e = pcall(function()
      local function f5()
        say("w1.f5 6")
        ev:wait()
        say("w1.f5 8 ev")
        return "f5"
      end
      do local dn, pn = wait({ spawn("f5", f5) }, { return_when = "all", timeout = 5 })
        say("w1 4 done " .. #dn .. " pending " .. #pn) end
      do local _ <close> = cd:hold()
        cd:wait()
        say("w1 10 woken")
      end
      local function f12()
        say("w1.f12 13")
        ev:clear()
        if T.w1 then say("w1.f12 cancels w1 " .. yn(T.w1:cancel())) end
        return "f12"
      end
      do local ok, e = pcall(function() for t in as_completed({ spawn("f12", f12) }, { timeout = 0 }) do say("w1 11 next " .. t:result()) end end)
        if not ok then if type(e) == "string" or is(e, Timeout) then say("w1 11 err " .. kind(e)) else error(e, 0) end end end
    end)
      if is(e, Cancelled) then say("w1 3 cancelled err")
        error("X3", 0)
      elseif not ok then error(e, 0) end end
  end
  say("w1 size " .. q:size())
  say("w1 17 end")
end
local function w2()
  local function f19()
    say("w2.f19 20")
    do local ok, e = pcall(function() T.w1:await() end)
      if ok then say("w2.f19 21 ok") elseif type(e) == "string" then say("w2.f19 21 err " .. kind(e)) else error(e, 0) end end
    say("w2.f19 size " .. q:size())
    error("E23", 0)
  end
  local function f24()
    say("w2.f24 25")
    do local ok, e = pcall(timeout, 2, function()
      do local _ <close> = sm:hold()
        say("w2.f24 28 in")
        sleep(3)
        say("w2.f24 30")
        sleep(0)
        say("w2.f24 32")
      end
    end)
      if is(e, Timeout) then say("w2.f24 26 timeout") elseif not ok then error(e, 0) end end
    say("w2.f24 34")
    error("E35", 0)
  end
  local function f36()
    say("w2.f36 37")
    do local ok, e = pcall(timeout, 1, function()
      local function f40()
        say("w2.f36.f40 41")
        say("w2.f36.f40 43")
        return "f40"
      end
      local function f44()
        say("w2.f36.f44 45")
        say("w2.f36.f44 got " .. q:get())
        if T.w1 then say("w2.f36.f44 cancels w1 " .. yn(T.w1:cancel())) end
        if T.w3 then say("w2.f36.f44 cancels w3 " .. yn(T.w3:cancel())) end
        return "f44"
      end
      local function f49()
        say("w2.f36.f49 50")
        ev:set()
        error("E52", 0)
      end
      do local ok, e = pcall(function() say("w2.f36 39 got " .. table.concat({ gather { spawn("f40", f40), spawn("f44", f44), spawn("f49", f49) } }, " ")) end)
        if not ok then if type(e) == "string" then say("w2.f36 39 err " .. kind(e)) else error(e, 0) end end end
      local function f54()
        say("w2.f36.f54 55")
        sleep(1)
        say("w2.f36.f54 57")
        ev:clear()
        return "f54"
      end
      do local ok, e = pcall(function() for t in as_completed({ spawn("f54", f54) }, { timeout = nil }) do say("w2.f36 53 next " .. t:result()) end end)
        if not ok then if type(e) == "string" or is(e, Timeout) then say("w2.f36 53 err " .. kind(e)) else error(e, 0) end end end
    end)
      if is(e, Timeout) then say("w2.f36 38 timeout") elseif not ok then error(e, 0) end end
    do local ok, e = pcall(timeout, 1, function()
      q:put(60)
      say("w2.f36 61 put 60")
    end)
      if is(e, Timeout) then say("w2.f36 59 timeout") elseif not ok then error(e, 0) end end
    return "f36"
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f19", f19)
    tg:spawn("f24", f24)
    tg:spawn("f36", f36)
  end)
    if is(e, ErrorGroup) then say("w2 18 " .. kind(e)) elseif not ok then error(e, 0) end end
  say("w2 got " .. q:get())
  say("w2 63 end")
end
local function w3()
  do local _ <close> = defer(function()
    say("w3 64 finally")
  end)
    do local _ <close> = lk:hold()
      say("w3 66 in")
      do local ok, e = pcall(timeout, 0, function()
        do local ok, e = pcall(function() T.w2:await() end)
          if ok then say("w3 68 ok") elseif type(e) == "string" then say("w3 68 err " .. kind(e)) else error(e, 0) end end
        sleep(0)
        say("w3 70")
        if T.w2 then say("w3 cancels w2 " .. yn(T.w2:cancel())) end
      end)
        if is(e, Timeout) then say("w3 67 timeout") elseif not ok then error(e, 0) end end
    end
    if not q:empty() then say("w3 took " .. q:get_nowait()) end
  end
  sleep(5)
  say("w3 74")
  sleep(0)
  say("w3 76")
  if T.w1 then say("w3 sees w1 " .. yn(T.w1:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  say("w3 78 end")
end
local function w4()
  sleep(1)
  say("w4 80")
  sleep(3)
  say("w4 82")
  say("w4 barrier " .. br:wait())
  do local ok, e = pcall(timeout, 2, function()
    sleep(1)
    say("w4 86")
    current():cancel()
    do local _ <close> = cd:hold()
      cd:notify(1)
    end
  end)
    if is(e, Timeout) then say("w4 84 timeout") elseif not ok then error(e, 0) end end
  say("w4 89 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
say('main cancels w2 ' .. yn(T.w2:cancel()))
sleep(0)
sleep(5)
say('main cancels w1 ' .. yn(T.w1:cancel()))
sleep(5)
say('main ends')
