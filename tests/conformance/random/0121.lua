-- random program 121
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
  say("w1 size " .. q:size())
  local function f3()
    say("w1.f3 4")
    say("w1.f3 6")
    say("w1.f3 got " .. q:get())
    return "f3"
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f3", f3)
    say("w1 barrier " .. br:wait())
    do local ok, e = pcall(timeout, 1, function()
      do local _ <close> = defer(function()
        sleep(2)
        say("w1 10 finally")
      end)
        say("w1 12")
        ev:set()
      end
    end)
      if is(e, Timeout) then say("w1 9 timeout") elseif not ok then error(e, 0) end end
    ev:wait()
    say("w1 15 ev")
  end)
    if is(e, ErrorGroup) then say("w1 2 " .. kind(e)) elseif not ok then error(e, 0) end end
  do local _ <close> = sm:hold()
    say("w1 17 in")
    do local ok, e = pcall(timeout, 0, function()
      if T.w4 then say("w1 cancels w4 " .. yn(T.w4:cancel())) end
      local function f21()
        say("w1.f21 22")
        q:put(23)
        say("w1.f21 24 put 23")
        error("E25", 0)
      end
      local function f26()
        say("w1.f26 27")
        sleep(2)
        say("w1.f26 29")
        return "f26"
      end
      do local ok, e = pcall(task_group, function(tg)
        tg:spawn("f21", f21)
        tg:spawn("f26", f26)
        if T.w1 then say("w1 sees w1 " .. yn(T.w1:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
        do local _ <close> = cd:hold()
          cd:notify(1)
        end
        say("w1 33")
      end)
        if is(e, ErrorGroup) then say("w1 20 " .. kind(e)) elseif not ok then error(e, 0) end end
    end)
      if is(e, Timeout) then say("w1 18 timeout") elseif not ok then error(e, 0) end end
  end
  say("w1 34 end")
end
local function w2()
  do local ok, e = pcall(timeout, 0, function()
    ev:wait()
    say("w2 37 ev")
    if not q:empty() then say("w2 took " .. q:get_nowait()) end
    say("w2 got " .. q:get())
  end)
    if is(e, Timeout) then say("w2 35 timeout") elseif not ok then error(e, 0) end end
  say("w2 41")
  sleep(2)
  say("w2 43")
  sleep(3)
  say("w2 45")
  say("w2 46 end")
end
local function w3()
  say("w3 48")
  say("w3 got " .. q:get())
  say("w3 50 end")
end
local function w4()
  if not q:full() then q:put_nowait(51) end
  local function f53()
    say("w4.f53 54")
    say("w4.f53 got " .. q:get())
    say("w4.f53 57")
    say("w4.f53 got " .. q:get())
    return "f53"
  end
  do local dn, pn = wait({ spawn("f53", f53) }, { return_when = "first", timeout = 0 })
    say("w4 52 done " .. #dn .. " pending " .. #pn) end
  do local ok, e = pcall(function() T.w2:await() end)
    if ok then say("w4 59 ok") elseif type(e) == "string" then say("w4 59 err " .. kind(e)) else error(e, 0) end end
  say("w4 60 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
say('main cancels w3 ' .. yn(T.w3:cancel()))
if not q:full() then q:put_nowait(0) end
say('main cancels w4 ' .. yn(T.w4:cancel()))
ev:set()
sleep(10)
say('main ends')
