-- random program 256
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
  sleep(3)
  say("w1 2")
  do local ok, e = pcall(timeout, 1, function()
    say("w1 got " .. q:get())
    say("w1 6")
    do local _ <close> = lk:hold()
      say("w1 8 in")
      do local _ <close> = lk:hold()
        say("w1 10 in")
        if T.w1 then say("w1 sees w1 " .. yn(T.w1:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
        do local _ <close> = cd:hold()
          cd:notify(2)
        end
      end
      local function f14()
        say("w1.f14 15")
        ev:clear()
        error("E17", 0)
      end
      do local ok, e = pcall(function() say("w1 13 " .. wait_for(5, spawn("f14", f14))) end)
        if not ok then if type(e) == "string" or is(e, Timeout) then say("w1 13 err " .. kind(e)) else error(e, 0) end end end
      do local ok, e = pcall(function()
        if not q:full() then q:put_nowait(19) end
        sleep(1)
        say("w1 21")
        say("w1 23")
      end)
        if is(e, Cancelled) then say("w1 18 cancelled raise")
          error(e, 0)
        elseif not ok then error(e, 0) end end
    end
  end)
    if is(e, Timeout) then say("w1 3 timeout") elseif not ok then error(e, 0) end end
  current():cancel()
  ev:clear()
  do local ok, e = pcall(timeout, 2, function()
    do local ok, e = pcall(function()
      sleep(1)
      say("w1 29")
      local function f31()
        say("w1.f31 32")
        if not q:full() then q:put_nowait(33) end
        say("w1.f31 count " .. current():cancelling())
        error("E35", 0)
      end
      local function f36()
        say("w1.f36 37")
        if not q:empty() then say("w1.f36 took " .. q:get_nowait()) end
        say("w1.f36 40")
        sleep(2)
        say("w1.f36 42")
        error("E43", 0)
      end
      do local ok, e = pcall(task_group, function(tg)
        tg:spawn("f31", f31)
        tg:spawn("f36", f36)
      end)
        if is(e, ErrorGroup) then say("w1 30 " .. kind(e)) elseif not ok then error(e, 0) end end
    end)
      if is(e, Cancelled) then say("w1 27 cancelled cleanup")
        sleep(1)
        say("w1 27 cleaned")
        error(e, 0)
      elseif not ok then error(e, 0) end end
    ev:set()
  end)
    if is(e, Timeout) then say("w1 26 timeout") elseif not ok then error(e, 0) end end
  say("w1 45 end")
end
local function w2()
  if not q:empty() then say("w2 took " .. q:get_nowait()) end
  if not q:empty() then say("w2 took " .. q:get_nowait()) end
  say("w2 48 end")
end
local function w3()
  do local ok, e = pcall(timeout, 1, function()
    do local ok, e = pcall(function() shield(T.w1) end)
      if ok then say("w3 50 ok") elseif type(e) == "string" then say("w3 50 err " .. kind(e)) else error(e, 0) end end
    local function f52()
      say("w3.f52 53")
      do local _ <close> = lk:hold()
        say("w3.f52 55 in")
        say("w3.f52 57")
        if T.w4 then say("w3.f52 sees w4 " .. yn(T.w4:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
      end
      ev:wait()
      say("w3.f52 60 ev")
      say("w3.f52 got " .. q:get())
      return "f52"
    end
    local function f62()
      say("w3.f62 63")
      if T.w5 then say("w3.f62 cancels w5 " .. yn(T.w5:cancel())) end
      return "f62"
    end
    local function f65()
      say("w3.f65 66")
      if T.w5 then say("w3.f65 cancels w5 " .. yn(T.w5:cancel())) end
      say("w3.f65 69")
      if T.w3 then say("w3.f65 sees w3 " .. yn(T.w3:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
      return "f65"
    end
    do local ok, e = pcall(task_group, function(tg)
      tg:spawn("f52", f52)
      tg:spawn("f62", f62)
      tg:spawn("f65", f65)
      if not q:full() then q:put_nowait(71) end
    end)
      if is(e, ErrorGroup) then say("w3 51 " .. kind(e)) elseif not ok then error(e, 0) end end
  end)
    if is(e, Timeout) then say("w3 49 timeout") elseif not ok then error(e, 0) end end
  sleep(2)
  say("w3 73")
  ev:set()
  say("w3 75 end")
end
local function w4()
  do local _ <close> = cd:hold()
    cd:notify(1)
  end
  sleep(5)
  say("w4 78")
  say("w4 79 end")
end
local function w5()
  ev:set()
  q:put(81)
  say("w5 82 put 81")
  say("w5 83 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
T.w5 = spawn('w5', w5)
say('main cancels w3 ' .. yn(T.w3:cancel()))
sleep(10)
say('main ends')
