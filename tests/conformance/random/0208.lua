-- random program 208
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
  say("w1 2")
  say("w1 size " .. q:size())
  do local ok, e = pcall(function()
    local function f6()
      say("w1.f6 7")
      do local ok, e = pcall(timeout, 1, function()
        ev:set()
      end)
        if is(e, Timeout) then say("w1.f6 8 timeout") elseif not ok then error(e, 0) end end
      if T.w2 then say("w1.f6 sees w2 " .. yn(T.w2:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
      return "f6"
    end
    local function f11()
      say("w1.f11 12")
      do local _ <close> = cd:hold()
        cd:wait()
        say("w1.f11 14 woken")
      end
      say("w1.f11 count " .. current():cancelling())
      error("E16", 0)
    end
    do local ok, e = pcall(function() for t in as_completed({ spawn("f6", f6), spawn("f11", f11) }, { timeout = nil }) do say("w1 5 next " .. t:result()) end end)
      if not ok then if type(e) == "string" or is(e, Timeout) then say("w1 5 err " .. kind(e)) else error(e, 0) end end end
    local function f18()
      say("w1.f18 19")
      if T.w1 then say("w1.f18 cancels w1 " .. yn(T.w1:cancel())) end
      local function f22()
        say("w1.f18.f22 23")
        ev:set()
        do local _ <close> = cd:hold()
          cd:notify(1)
        end
        return "f22"
      end
      local function f26()
        say("w1.f18.f26 27")
        say("w1.f18.f26 29")
        return "f26"
      end
      do local dn, pn = wait({ spawn("f22", f22), spawn("f26", f26) }, { return_when = "first", timeout = nil })
        say("w1.f18 21 done " .. #dn .. " pending " .. #pn) end
      return "f18"
    end
    do local ok, e = pcall(function() say("w1 17 " .. wait_for(5, spawn("f18", f18))) end)
      if not ok then if type(e) == "string" or is(e, Timeout) then say("w1 17 err " .. kind(e)) else error(e, 0) end end end
    do local _ <close> = defer(function()
      say("w1 30 finally")
    end)
      local function f32()
        say("w1.f32 33")
        do local _ <close> = cd:hold()
          cd:notify(2)
        end
        sleep(2)
        say("w1.f32 36")
        if T.w1 then say("w1.f32 cancels w1 " .. yn(T.w1:cancel())) end
        return "f32"
      end
      do local ok, e = pcall(task_group, function(tg)
        tg:spawn("f32", f32)
        sleep(1)
        say("w1 39")
      end)
        if is(e, ErrorGroup) then say("w1 31 " .. kind(e)) elseif not ok then error(e, 0) end end
      sleep(3)
      say("w1 41")
    end
  end)
    if is(e, Cancelled) then say("w1 4 cancelled cleanup")
      sleep(5)
      say("w1 4 cleaned")
      error(e, 0)
    elseif not ok then error(e, 0) end end
  do local _ <close> = cd:hold()
    cd:notify(2)
  end
  say("w1 43 end")
end
local function w2()
  say("w2 got " .. q:get())
  do local _ <close> = cd:hold()
    cd:notify(2)
  end
  sleep(1)
  say("w2 47")
  do local ok, e = pcall(function()
    sleep(0)
    say("w2 50")
  end)
    if is(e, Cancelled) then say("w2 48 cancelled raise")
      error(e, 0)
    elseif not ok then error(e, 0) end end
  if T.w2 then say("w2 cancels w2 " .. yn(T.w2:cancel())) end
  say("w2 52 end")
end
local function w3()
  sleep(1)
  say("w3 54")
  if T.w4 then say("w3 cancels w4 " .. yn(T.w4:cancel())) end
  do local ok, e = pcall(function()
    ev:clear()
    if not q:empty() then say("w3 took " .. q:get_nowait()) end
    ev:wait()
    say("w3 60 ev")
  end)
    if is(e, Cancelled) then say("w3 56 cancelled err")
      error("X56", 0)
    elseif not ok then error(e, 0) end end
  ev:clear()
  say("w3 62 end")
end
local function w4()
  do local _ <close> = lk:hold()
    say("w4 64 in")
    do local _ <close> = lk:hold()
      say("w4 66 in")
      say("w4 got " .. q:get())
    end
  end
  if not q:full() then q:put_nowait(68) end
  if T.w2 then say("w4 cancels w2 " .. yn(T.w2:cancel())) end
  say("w4 70 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
say('main cancels w2 ' .. yn(T.w2:cancel()))
sleep(2)
ev:set()
sleep(2)
sleep(5)
say('main ends')
